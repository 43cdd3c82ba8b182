#include "solve/solution.h"

#include <string.h>

void esc_solution_free(esc_solution_t *solution) {
  const esc_allocator_t *allocator = solution->graph->scratch;
  if (allocator->frees_at_once) {
    *solution =
        (esc_solution_t){.graph = solution->graph, .status = solution->status};
    return;
  }
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

/* What a constant holds is the one content that a rule asks for by its cell. */
static esc_status_t hold_external(esc_solution_t *solution, esc_obj_t object,
                                  int32_t offset) {
  const esc_allocator_t *allocator = solution->graph->scratch;
  if (esc_solution_find_cell(solution, object, offset) != ESC_NONE)
    return ESC_OK;
  esc_cell_t cell = {.object = object, .offset = offset};
  cell.content.is_external = true;
  return esc_array_push(allocator, &solution->cells, cell) &&
                 esc_idset_insert(
                     allocator, &solution->objects.data[object].cells,
                     solution->cells.count - 1) != ESC_CHANGE_FAILED
             ? ESC_OK
             : ESC_NO_MEMORY;
}

esc_status_t esc_solution_give_up(const esc_graph_t *graph,
                                  esc_solution_t *solution) {
  memset(solution, 0, sizeof *solution);
  solution->graph = graph;
  solution->is_given_up = true;
  solution->status = ESC_NO_MEMORY;
  if (!esc_array_reserve(graph->scratch, &solution->locs, graph->loc_count) ||
      !esc_array_reserve(graph->scratch, &solution->objects,
                         graph->objects.count))
    return ESC_NO_MEMORY;
  for (uint32_t i = 0; i < graph->loc_count; ++i)
    solution->locs.data[solution->locs.count++] =
        (esc_content_t){.is_external = true};
  for (uint32_t i = 0; i < graph->objects.count; ++i) {
    const esc_object_t *object = &graph->objects.data[i];
    bool is_constant = esc_is_constant_kind(object->kind);
    solution->objects.data[solution->objects.count++] =
        (esc_solved_object_t){.is_external = !is_constant,
                              .is_constant = is_constant,
                              .level = (uint8_t)object->level,
                              .param = object->param,
                              .function = object->function,
                              .parent = ESC_NONE};
  }
  for (uint32_t i = 0; i < graph->constraints.count; ++i) {
    const esc_constraint_t *c = &graph->constraints.data[i];
    if (c->kind == ESC_HOLD &&
        hold_external(solution, c->dst,
                      esc_bound_offset(graph, 0, c->offset)) != ESC_OK)
      return ESC_NO_MEMORY;
  }
  return solution->status = graph->status;
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
        cell->content.is_external =
            !holds_anything || cell->offset == ESC_ANY_OFFSET;
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
