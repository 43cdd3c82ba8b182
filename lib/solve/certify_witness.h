/* What the halves of the certifier share. Internal to solve/. */
#ifndef ESCAPE_SOLVE_CERTIFY_WITNESS_H
#define ESCAPE_SOLVE_CERTIFY_WITNESS_H

#include "solve/certify.h"

typedef struct witness {
  const esc_graph_t *graph;
  const esc_solution_t *solution;
} witness_t;

static inline const esc_solved_object_t *object_at(const witness_t *w,
                                                   esc_obj_t object) {
  return &w->solution->objects.data[object];
}

static inline const esc_cell_t *cell_at(const witness_t *w, uint32_t cell) {
  return &w->solution->cells.data[cell];
}

static inline const esc_content_t *loc_at(const witness_t *w, esc_loc_t loc) {
  return &w->solution->locs.data[loc];
}

/* The cell that stands for `offset` of `object`, or ESC_NONE. */
static inline uint32_t find_cell(const witness_t *w, esc_obj_t object,
                                 int32_t offset) {
  return esc_solution_find_cell(
      w->solution, object,
      esc_bound_offset(w->graph, object_at(w, object)->level, offset));
}

/* The placeholder of `level` that belongs to `parent`, or ESC_NONE. */
static inline esc_obj_t find_placeholder(const witness_t *w, esc_obj_t parent,
                                         uint8_t level, int32_t offset) {
  for (esc_obj_t i = w->graph->objects.count; i < w->solution->objects.count;
       ++i) {
    const esc_solved_object_t *object = object_at(w, i);
    if (object->level == level && object->parent == parent &&
        (level != 2 || object->offset == offset))
      return i;
  }
  return ESC_NONE;
}

static inline esc_status_t refuse(esc_refusal_t *refusal, const char *rule,
                                  uint32_t constraint, uint32_t index) {
  refusal->rule = rule;
  refusal->constraint = constraint;
  refusal->index = index;
  return ESC_BAD_INPUT;
}

/* Whether the numbers of the solution are within its arrays and each object,
 * cell and set is well formed: the rest of the certifier relies on it. */
esc_status_t esc_certify_shape(const witness_t *w, esc_refusal_t *refusal);

#endif
