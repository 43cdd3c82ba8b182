/* What becomes of one instance of an object along the control flow: questions
 * of paths that begin where it was made. */
#ifndef ESCAPE_JUDGE_INSTANCES_H
#define ESCAPE_JUDGE_INSTANCES_H

#include "judge/flow.h"
#include "judge/summary.h"

typedef struct esc_instance {
  const esc_graph_t *graph;
  const esc_flow_t *flow;
  esc_obj_t object; /* a SITE or FRESH object */
  uint32_t block;   /* where it is made, */
  uint32_t event;   /* and by which event */
  bool keeps_names; /* without ESC_GUARD_NAME */
} esc_instance_t;

/* The event that makes `object`, a SITE or FRESH one, or ESC_NONE; sets *block.
 */
uint32_t esc_instance_find(const esc_graph_t *graph, const esc_flow_t *flow,
                           esc_obj_t object, uint32_t *block);

/* Whether a path leads back to where it was made, and this instance may not
 * have ended. */
esc_status_t esc_instance_is_remade(const esc_instance_t *instance,
                                    bool *found);

/* Whether a path leads to an end of the activation, and this instance may not
 * have ended. */
esc_status_t esc_instance_leaks(const esc_instance_t *instance, bool *found);

/* Whether, when the function returns, the parameter whose placeholder is
 * `param` was certainly freed, unless it is null. */
esc_status_t esc_instance_is_surely_freed(const esc_graph_t *graph,
                                          const esc_flow_t *flow,
                                          esc_obj_t param, bool *is_freed);

#endif
