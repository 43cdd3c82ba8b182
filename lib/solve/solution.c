#include "solve/solution.h"

void esc_solution_free(esc_solution_t *solution) {
  const esc_allocator_t *allocator = solution->graph->allocator;
  for (uint32_t i = 0; i < solution->locs.count; ++i)
    esc_array_free(allocator, &solution->locs.data[i].targets);
  for (uint32_t i = 0; i < solution->cells.count; ++i)
    esc_array_free(allocator, &solution->cells.data[i].content.targets);
  for (uint32_t i = 0; i < solution->objects.count; ++i) {
    esc_array_free(allocator, &solution->objects.data[i].cells);
    esc_array_free(allocator, &solution->objects.data[i].holders);
  }
  esc_array_free(allocator, &solution->locs);
  esc_array_free(allocator, &solution->cells);
  esc_array_free(allocator, &solution->objects);
}

uint32_t esc_solution_find_cell(const esc_solution_t *solution,
                                esc_obj_t object, int32_t offset) {
  const esc_idset_t *cells = &solution->objects.data[object].cells;
  for (uint32_t i = 0; i < cells->count; ++i)
    if (solution->cells.data[cells->data[i]].offset == offset)
      return cells->data[i];
  return ESC_NONE;
}

bool esc_content_may_point_to(const esc_solution_t *solution,
                              const esc_content_t *content, esc_obj_t object,
                              bool *exact) {
  bool found = false;
  *exact = true;
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    const esc_cell_t *cell = &solution->cells.data[content->targets.data[i]];
    if (cell->object != object)
      continue;
    found = true;
    if (cell->offset != 0)
      *exact = false;
  }
  return found;
}

esc_overlap_t esc_overlap(int32_t offset, uint32_t size, int32_t cell_offset) {
  if (size == 0)
    return ESC_DISJOINT;
  if (offset == ESC_ANY_OFFSET || cell_offset == ESC_ANY_OFFSET)
    return ESC_COVERED;
  int64_t end = size == ESC_ANY_SIZE ? INT64_MAX : (int64_t)offset + size;
  int64_t cell_end = (int64_t)cell_offset + ESC_POINTER_BYTES;
  if (cell_end <= offset || cell_offset >= end)
    return ESC_DISJOINT;
  return cell_offset >= offset && cell_end <= end ? ESC_COVERED : ESC_PARTIAL;
}
