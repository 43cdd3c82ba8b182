/* What a call does, as constraints of its caller's graph: its callee's summary,
 * or the worst. Shared by link.c and resolve.c. */
#ifndef ESCAPE_JUDGE_APPLY_H
#define ESCAPE_JUDGE_APPLY_H

#include "judge/summary.h"

typedef struct esc_applier {
  esc_graph_t *graph;           /* borrowed, as are the next two */
  const esc_call_t *call;       /* not an element of the graph: that may move */
  const esc_summary_t *summary; /* for esc_apply_summary */
  /* Per symbol: the location that points to it, and its object if that is a
   * function or constant; made on demand. */
  ESC_ARRAY(esc_loc_t) locs;
  ESC_ARRAY(esc_obj_t) constants;
} esc_applier_t;

/* Appends constraints, objects, facts and calls to the graph; a failure is in
 * its status. The summary must outlive the graph, whose causes borrow it. */
void esc_apply_summary(esc_applier_t *applier);
/* Nothing is known of the callee: arguments leave, results are unknown. */
void esc_apply_unknown(esc_applier_t *applier, esc_sink_t sink);
void esc_applier_free(esc_applier_t *applier);

#endif
