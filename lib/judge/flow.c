/* See flow.h. Every question is one walk over the CFG: O(blocks + events). */
#include "judge/flow.h"

#include <string.h>

/* Fills event_of and block_of; false if memory is out. */
static bool index_sites(esc_flow_t *flow) {
  const esc_skeleton_t *skeleton = flow->skeleton;
  const esc_allocator_t *allocator = skeleton->allocator;
  for (uint32_t i = 0; i < skeleton->blocks.count; ++i)
    for (uint32_t j = 0; j < skeleton->blocks.data[i].event_count; ++j) {
      uint32_t index = skeleton->blocks.data[i].first_event + j;
      const esc_event_t *event = &skeleton->events.data[index];
      if (!esc_array_push(allocator, &flow->block_of, i))
        return false;
      if (event->kind != ESC_EVENT_SITE)
        continue;
      while (flow->event_of.count <= event->object)
        if (!esc_array_push(allocator, &flow->event_of, ESC_NONE))
          return false;
      flow->event_of.data[event->object] = index;
    }
  return true;
}

esc_status_t esc_flow_init(esc_flow_t *flow, const esc_skeleton_t *skeleton) {
  memset(flow, 0, sizeof *flow);
  flow->skeleton = skeleton;
  const esc_allocator_t *allocator = skeleton->allocator;
  ESC_ARRAY(esc_edge_t) edges = {0};
  bool ok = index_sites(flow);
  for (uint32_t i = 0; i < skeleton->blocks.count && ok; ++i) {
    const esc_block_t *block = &skeleton->blocks.data[i];
    for (uint32_t j = 0; j < block->successor_count && ok; ++j) {
      esc_edge_t edge = {i,
                         skeleton->successors.data[block->first_successor + j]};
      ok = esc_array_push(allocator, &edges, edge);
    }
  }
  esc_status_t status =
      ok ? esc_rows_build(allocator, &flow->rows, skeleton->blocks.count,
                          edges.data, edges.count)
         : ESC_NO_MEMORY;
  esc_array_free(allocator, &edges);
  if (status != ESC_OK)
    return status;
  flow->digraph =
      (esc_digraph_t){skeleton->blocks.count, flow->rows.first_edge.data,
                      flow->rows.targets.data};
  return esc_sccs_find(allocator, &flow->digraph, &flow->sccs);
}

void esc_flow_free(esc_flow_t *flow) {
  const esc_allocator_t *allocator = flow->skeleton->allocator;
  esc_rows_free(allocator, &flow->rows);
  esc_sccs_free(allocator, &flow->sccs);
  esc_array_free(allocator, &flow->event_of);
  esc_array_free(allocator, &flow->block_of);
}

uint32_t esc_flow_find_site(const esc_flow_t *flow, esc_obj_t object,
                            uint32_t *block) {
  if (object >= flow->event_of.count || flow->event_of.data[object] == ESC_NONE)
    return ESC_NONE;
  uint32_t event = flow->event_of.data[object];
  *block = flow->block_of.data[event];
  return event;
}

bool esc_flow_is_in_cycle(const esc_flow_t *flow, uint32_t block) {
  return esc_sccs_is_cyclic(&flow->sccs, &flow->digraph, block);
}

bool esc_flow_is_exit(const esc_event_t *event) {
  return event->kind == ESC_EVENT_RETURN ||
         (event->kind == ESC_EVENT_CALL && (event->flags & ESC_EVENT_MAY_EXIT));
}

/* The first thing met in the events [from, end of block). */
static esc_meeting_t walk(const esc_skeleton_t *skeleton,
                          const esc_block_t *block, uint32_t from,
                          esc_meet_t meet, void *context) {
  uint32_t end = block->first_event + block->event_count;
  for (uint32_t i = from; i < end; ++i) {
    esc_meeting_t meeting = meet(context, &skeleton->events.data[i]);
    if (meeting != ESC_MEETS_NOTHING)
      return meeting;
  }
  return ESC_MEETS_NOTHING;
}

esc_status_t esc_flow_find_path(const esc_flow_t *flow, uint32_t block,
                                uint32_t event, esc_meet_t meet, void *context,
                                bool *found) {
  const esc_skeleton_t *skeleton = flow->skeleton;
  const esc_allocator_t *allocator = skeleton->allocator;
  ESC_ARRAY(uint32_t) pending = {0};
  ESC_ARRAY(bool) seen = {0};
  uint32_t count = skeleton->blocks.count;
  *found = false;
  bool ok = esc_array_reserve(allocator, &seen, count + 1) &&
            esc_array_push(allocator, &pending, block);
  if (ok)
    memset(seen.data, 0, (count + 1) * sizeof *seen.data);
  /* The start block is entered in the middle; a cycle may enter it again from
   * its beginning. */
  bool is_first = true;
  while (ok && pending.count && !*found) {
    const esc_block_t *current =
        &skeleton->blocks.data[pending.data[--pending.count]];
    esc_meeting_t meeting =
        walk(skeleton, current, is_first ? event + 1 : current->first_event,
             meet, context);
    is_first = false;
    *found = meeting == ESC_MEETS_GOAL;
    for (uint32_t i = 0;
         meeting == ESC_MEETS_NOTHING && ok && i < current->successor_count;
         ++i) {
      uint32_t next = skeleton->successors.data[current->first_successor + i];
      if (seen.data[next])
        continue;
      seen.data[next] = true;
      ok = esc_array_push(allocator, &pending, next);
    }
  }
  esc_array_free(allocator, &pending);
  esc_array_free(allocator, &seen);
  return ok ? ESC_OK : ESC_NO_MEMORY;
}
