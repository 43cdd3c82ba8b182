/* Building CFG skeletons. See skeleton.h. */
#include "graph/skeleton.h"

#include <string.h>

void esc_skeleton_init(esc_skeleton_t *skeleton,
                       const esc_allocator_t *allocator) {
  memset(skeleton, 0, sizeof *skeleton);
  skeleton->allocator = allocator;
}

void esc_skeleton_free(esc_skeleton_t *skeleton) {
  const esc_allocator_t *allocator = skeleton->allocator;
  esc_array_free(allocator, &skeleton->blocks);
  esc_array_free(allocator, &skeleton->events);
  esc_array_free(allocator, &skeleton->successors);
  esc_array_free(allocator, &skeleton->args);
  esc_skeleton_init(skeleton, allocator);
}

uint32_t esc_skeleton_add_block(esc_skeleton_t *skeleton) {
  esc_block_t block = {.first_event = skeleton->events.count,
                       .first_successor = skeleton->successors.count};
  if (skeleton->status != ESC_OK ||
      !esc_array_push(skeleton->allocator, &skeleton->blocks, block)) {
    skeleton->status = ESC_NO_MEMORY;
    return ESC_NONE;
  }
  return skeleton->blocks.count - 1;
}

void esc_skeleton_add_event(esc_skeleton_t *skeleton, const esc_event_t *event,
                            const esc_loc_t *args) {
  if (skeleton->status != ESC_OK)
    return;
  esc_event_t added = *event;
  added.first_arg = skeleton->args.count;
  bool ok = true;
  for (uint32_t i = 0; i < event->arg_count && ok; ++i)
    ok = esc_array_push(skeleton->allocator, &skeleton->args, args[i]);
  if (!ok || !esc_array_push(skeleton->allocator, &skeleton->events, added)) {
    skeleton->status = ESC_NO_MEMORY;
    return;
  }
  skeleton->blocks.data[skeleton->blocks.count - 1].event_count++;
}

void esc_skeleton_add_successor(esc_skeleton_t *skeleton, uint32_t block) {
  if (skeleton->status != ESC_OK)
    return;
  if (!esc_array_push(skeleton->allocator, &skeleton->successors, block)) {
    skeleton->status = ESC_NO_MEMORY;
    return;
  }
  skeleton->blocks.data[skeleton->blocks.count - 1].successor_count++;
}
