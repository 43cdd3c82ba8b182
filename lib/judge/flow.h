/* Questions about the control flow of a skeleton. */
#ifndef ESCAPE_JUDGE_FLOW_H
#define ESCAPE_JUDGE_FLOW_H

#include "base/scc.h"
#include "graph/skeleton.h"

typedef struct esc_flow {
  const esc_skeleton_t *skeleton; /* borrowed */
  esc_rows_t rows;
  esc_digraph_t digraph;
  esc_sccs_t sccs;
  ESC_ARRAY(uint32_t) event_of; /* by object: its SITE event, or ESC_NONE */
  ESC_ARRAY(uint32_t) block_of; /* by event */
} esc_flow_t;

/* The caller frees with esc_flow_free, whatever the status. */
esc_status_t esc_flow_init(esc_flow_t *flow, const esc_skeleton_t *skeleton);
void esc_flow_free(esc_flow_t *flow);

/* The event of kind SITE for `object`, or ESC_NONE; sets *block. */
uint32_t esc_flow_find_site(const esc_flow_t *flow, esc_obj_t object,
                            uint32_t *block);

/* Whether control can come back to `block`. Cycles are SCCs of the CFG, so
 * irreducible loops and backward gotos are seen. */
bool esc_flow_is_in_cycle(const esc_flow_t *flow, uint32_t block);

/* Whether `meets(context, event)` holds for some event on every path that
 * starts behind `event` of `block` and ends the activation. A path that never
 * ends is no such path. Sets *every; false status only if memory is out. */
typedef bool (*esc_event_predicate_t)(void *context, const esc_event_t *event);
esc_status_t esc_flow_every_path_meets(const esc_flow_t *flow, uint32_t block,
                                       uint32_t event,
                                       esc_event_predicate_t meets,
                                       void *context, bool *every);

#endif
