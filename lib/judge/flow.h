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

/* What a path from a site meets at one event. */
typedef enum esc_meeting {
  ESC_MEETS_NOTHING,
  ESC_MEETS_WALL, /* the path is of no interest any more */
  ESC_MEETS_GOAL
} esc_meeting_t;

typedef esc_meeting_t (*esc_meet_t)(void *context, const esc_event_t *event);

/* Whether a path from behind `event` of `block` meets a goal before a wall.
 * Sets *found; ESC_NO_MEMORY if memory is out. One walk: O(blocks + events). */
esc_status_t esc_flow_find_path(const esc_flow_t *flow, uint32_t block,
                                uint32_t event, esc_meet_t meet, void *context,
                                bool *found);

/* Whether the activation may end at `event`. */
bool esc_flow_is_exit(const esc_event_t *event);

#endif
