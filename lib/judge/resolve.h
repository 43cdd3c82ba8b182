/* Calls through pointers, in turns with the solver. */
#ifndef ESCAPE_JUDGE_RESOLVE_H
#define ESCAPE_JUDGE_RESOLVE_H

#include "judge/link.h"

/* A call of more functions than this may run anything. */
#define ESC_RESOLVE_TARGETS 16
/* After so many turns every call may run anything. */
#define ESC_RESOLVE_ROUNDS 4

/* What esc_resolve_early works with. */
typedef struct esc_resolution {
  esc_graph_t *graph;
  esc_summary_lookup_t lookup;
  void *context;
} esc_resolution_t;

/* For esc_solve_growing: makes calls of anything of those whose pointer is seen
 * to be that already, and unknown the results of those whose pointer may be
 * what the caller passed. The finished solution would say the same, and most
 * graphs are then solved once; but for an inexact body: whether the call passes
 * an object of this graph may not be seen yet, and then it is one of anything
 * too early. A failure is in the status of the graph. */
void esc_resolve_early(void *resolution, const esc_solution_t *so_far);

/* Adds to `graph`, of which `solution` is the solution, what the calls through
 * pointers may do that it does not say yet, and sets *changed if that was
 * anything: then it has to be solved again. When nothing was added, the
 * solution covers every indirect call. `is_last` makes each one a call of
 * anything. Summaries must outlive the graph. Returns the graph's status. */
esc_status_t esc_resolve(esc_graph_t *graph, const esc_solution_t *solution,
                         esc_summary_lookup_t lookup, void *context,
                         bool is_last, bool *changed);

#endif
