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

static void drop_external(const esc_solution_t *solution,
                          esc_idset_t *targets) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < targets->count; ++i)
    if (!esc_is_implied(solution, targets->data[i]))
      targets->data[kept++] = targets->data[i];
  targets->count = kept;
}

void esc_solution_normalise(esc_solution_t *solution) {
  for (uint32_t i = 0; i < solution->locs.count; ++i)
    if (solution->locs.data[i].is_external)
      drop_external(solution, &solution->locs.data[i].targets);
  for (esc_obj_t i = 0; i < solution->objects.count; ++i) {
    esc_solved_object_t *object = &solution->objects.data[i];
    uint32_t any = esc_solution_find_cell(solution, i, ESC_ANY_OFFSET);
    bool holds_anything =
        any != ESC_NONE && solution->cells.data[any].content.is_external;
    if (object->is_external)
      object->holders.count = 0;
    for (uint32_t j = 0; j < object->cells.count; ++j) {
      esc_cell_t *cell = &solution->cells.data[object->cells.data[j]];
      if (object->is_external) {
        cell->is_exposed = cell->content.is_external = false;
        cell->content.targets.count = 0;
      } else if (cell->content.is_external || holds_anything) {
        cell->content.is_external = !holds_anything ||
                                    cell->offset == ESC_ANY_OFFSET;
        drop_external(solution, &cell->content.targets);
      }
    }
  }
}

uint32_t esc_solution_find_cell(const esc_solution_t *solution,
                                esc_obj_t object, int32_t offset) {
  const esc_idset_t *cells = &solution->objects.data[object].cells;
  for (uint32_t i = 0; i < cells->count; ++i)
    if (solution->cells.data[cells->data[i]].offset == offset)
      return cells->data[i];
  return ESC_NONE;
}

esc_obj_t esc_solution_counterpart(const esc_solution_t *solution,
                                   const esc_solution_t *other,
                                   esc_obj_t object) {
  const esc_solved_object_t *wanted = &other->objects.data[object];
  if (solution == other || object < other->graph->objects.count)
    return object;
  for (esc_obj_t i = other->graph->objects.count; i < solution->objects.count;
       ++i) {
    const esc_solved_object_t *at = &solution->objects.data[i];
    if (at->parent == wanted->parent && at->level == wanted->level &&
        at->offset == wanted->offset)
      return i;
  }
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
