/* The shape of a solution. See certify.h. */
#include "solve/certify_witness.h"

#include <stddef.h>

static bool is_ascending(const esc_idset_t *set, uint32_t limit) {
  for (uint32_t i = 0; i < set->count; ++i)
    if (set->data[i] >= limit || (i && set->data[i] <= set->data[i - 1]))
      return false;
  return true;
}

static const char *check_object(const witness_t *w, esc_obj_t index) {
  const esc_solved_object_t *object = object_at(w, index);
  if (index < w->graph->objects.count) {
    const esc_object_t *given = &w->graph->objects.data[index];
    if (object->level != given->level || object->function != given->function ||
        object->param != given->param)
      return "the graph's objects come first, unchanged";
  } else {
    if (object->level != 2 && object->level != 3)
      return "an object that was made is a placeholder of level 2 or 3";
    if (object->parent >= w->graph->objects.count ||
        object_at(w, object->parent)->level != 1)
      return "the parent of a placeholder has level 1";
    if (object->param != object_at(w, object->parent)->param ||
        object->function != object_at(w, object->parent)->function)
      return "a placeholder is of its parent's parameter";
    if (find_placeholder(w, object->parent, object->level, object->offset) !=
        index)
      return "no placeholder occurs twice";
  }
  if (!is_ascending(&object->cells, w->solution->cells.count))
    return "the cells of an object ascend";
  if (!is_ascending(&object->holders, w->graph->objects.count))
    return "the holders of an object ascend";
  for (uint32_t i = 0; i < object->holders.count; ++i)
    if (w->graph->objects.data[object->holders.data[i]].kind !=
        ESC_OBJECT_PLACEHOLDER)
      return "a holder is a placeholder of level 1";
  for (uint32_t i = 0; i < object->cells.count; ++i) {
    const esc_cell_t *cell = cell_at(w, object->cells.data[i]);
    if (cell->object != index)
      return "an object's cells are its own";
    for (uint32_t j = 0; j < i; ++j)
      if (cell_at(w, object->cells.data[j])->offset == cell->offset)
        return "no cell occurs twice";
  }
  return NULL;
}

static const char *check_cell(const witness_t *w, uint32_t index) {
  const esc_cell_t *cell = cell_at(w, index);
  if (cell->object >= w->solution->objects.count)
    return "a cell belongs to an object";
  if (cell->offset != esc_bound_offset(w->graph,
                                       object_at(w, cell->object)->level,
                                       cell->offset))
    return "the offset of a cell is within the bounds or any";
  if (!esc_idset_contains(&object_at(w, cell->object)->cells, index))
    return "an object knows its cells";
  if (!is_ascending(&cell->content.targets, w->solution->cells.count))
    return "the targets of a cell ascend";
  return NULL;
}

esc_status_t esc_certify_shape(const witness_t *w, esc_refusal_t *refusal) {
  const esc_solution_t *solution = w->solution;
  if (solution->status != ESC_OK)
    return refuse(refusal, "the solution was finished", ESC_NONE, ESC_NONE);
  if (solution->locs.count != w->graph->loc_count ||
      solution->objects.count < w->graph->objects.count)
    return refuse(refusal, "every location and object has a solution", ESC_NONE,
                  ESC_NONE);
  const char *rule = NULL;
  for (uint32_t i = 0; i < solution->cells.count; ++i) {
    if (solution->cells.data[i].object >= solution->objects.count)
      return refuse(refusal, "a cell belongs to an object", ESC_NONE, i);
  }
  for (uint32_t i = 0; i < solution->objects.count; ++i)
    if ((rule = check_object(w, i)))
      return refuse(refusal, rule, ESC_NONE, i);
  for (uint32_t i = 0; i < solution->cells.count; ++i)
    if ((rule = check_cell(w, i)))
      return refuse(refusal, rule, ESC_NONE, i);
  for (uint32_t i = 0; i < solution->locs.count; ++i)
    if (!is_ascending(&loc_at(w, i)->targets, solution->cells.count))
      return refuse(refusal, "the targets of a location ascend", ESC_NONE, i);
  return ESC_OK;
}
