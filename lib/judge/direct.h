/* Calls through pointers that can only run one function, and may as well name
 * it: then what that function frees or makes is in reach of inlining.h and
 * frames.h, and its body can be pinned (pins.h). */
#ifndef ESCAPE_JUDGE_DIRECT_H
#define ESCAPE_JUDGE_DIRECT_H

#include "judge/link.h"
#include "judge/options.h"

typedef struct esc_direct_call {
  esc_origin_t origin; /* of the call */
  uint32_t function;   /* the host's number */
} esc_direct_call_t;

typedef ESC_ARRAY(esc_direct_call_t) esc_direct_calls_t;

/* Whether calls of the graph's function may be changed before it is judged: to
 * name their callee, or to be inlined. */
bool esc_may_change_calls(const esc_graph_t *graph,
                          const esc_options_t *options);

/* Whether the call passes an object that is made in this graph, and has not
 * left it. Others are left alone: nothing would come of it. */
bool esc_passes_own(const esc_solution_t *solution, const esc_call_t *call);

/* Appends to `calls` those that are worth it, in a solution that covers all
 * calls (resolve.h). The caller frees `calls`, whatever the status. */
esc_status_t esc_find_direct(const esc_solution_t *solution,
                             const esc_options_t *options,
                             esc_summary_lookup_t lookup, void *context,
                             esc_direct_calls_t *calls);

#endif
