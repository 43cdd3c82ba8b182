/* What the two halves of the reference solver share. Internal to solve/. */
#ifndef ESCAPE_SOLVE_REFERENCE_H
#define ESCAPE_SOLVE_REFERENCE_H

#include "solve/solve.h"

typedef struct esc_reference {
  const esc_graph_t *graph;
  esc_solution_t *solution;
  const esc_allocator_t *allocator;
  uint64_t max_steps;
  bool changed;
} esc_reference_t;

static inline esc_cell_t *cell_at(esc_reference_t *solver, uint32_t cell) {
  return &solver->solution->cells.data[cell];
}

static inline esc_solved_object_t *object_at(esc_reference_t *solver,
                                             esc_obj_t object) {
  return &solver->solution->objects.data[object];
}

static inline void note(esc_reference_t *solver, esc_change_t change) {
  if (change == ESC_CHANGE_FAILED)
    solver->solution->status = ESC_NO_MEMORY;
  else if (change == ESC_CHANGED)
    solver->changed = true;
}

static inline void step(esc_reference_t *solver, uint64_t steps) {
  solver->solution->steps += steps;
  if (solver->solution->steps > solver->max_steps &&
      solver->solution->status == ESC_OK)
    solver->solution->status = ESC_OUT_OF_BUDGET;
}

/* The placeholder of `level` 2 or 3 that belongs to `parent`, of level 1. Like
 * the next two it is made on demand; ESC_NONE when memory is out. */
esc_obj_t esc_reference_placeholder(esc_reference_t *solver, esc_obj_t parent,
                                    uint8_t level, int32_t offset);
uint32_t esc_reference_make_cell(esc_reference_t *solver, esc_obj_t object,
                                 int32_t offset);
/* A cell that is read. Of a placeholder it holds what the caller had there.
 * Cells that are only written or pointed to need no such content: whoever
 * reads those bytes makes the cells that have it. */
uint32_t esc_reference_use_cell(esc_reference_t *solver, esc_obj_t object,
                                int32_t offset);

static inline void set_external_object(esc_reference_t *solver,
                                       esc_obj_t object) {
  esc_solved_object_t *solved = object_at(solver, object);
  if (!solved->is_external && !solved->is_constant) {
    solved->is_external = true;
    solver->changed = true;
  }
}

static inline void set_external_content(esc_reference_t *solver,
                                        esc_content_t *content) {
  if (!content->is_external) {
    content->is_external = true;
    solver->changed = true;
  }
}

/* Everything `content` points to becomes external. */
static inline void escape_content(esc_reference_t *solver,
                                  const esc_content_t *content) {
  step(solver, content->targets.count);
  for (uint32_t i = 0; i < content->targets.count; ++i)
    set_external_object(solver,
                        cell_at(solver, content->targets.data[i])->object);
}

/* into := into u from, targets and flag. */
static inline void merge(esc_reference_t *solver, esc_content_t *into,
                         const esc_content_t *from) {
  step(solver, 1 + from->targets.count);
  note(solver,
       esc_idset_merge(solver->allocator, &into->targets, &from->targets));
  if (from->is_external)
    set_external_content(solver, into);
}

static inline esc_content_t *loc(esc_reference_t *solver, esc_loc_t index) {
  return &solver->solution->locs.data[index];
}

static inline esc_content_t *content_of(esc_reference_t *solver,
                                        uint32_t cell) {
  return &cell_at(solver, cell)->content;
}

/* For each target of `pointer`. The body may make cells and add targets, and so
 * move arrays and elements: a target that is passed over comes up in the next
 * round. */
#define FOR_EACH_TARGET(solver, pointer, target, object_, offset_)             \
  for (uint32_t i_##target = 0, target, object_;                               \
       i_##target < loc(solver, pointer)->targets.count &&                     \
       (solver)->solution->status == ESC_OK &&                                 \
       (target = loc(solver, pointer)->targets.data[i_##target],               \
       object_ = cell_at(solver, target)->object,                              \
       offset_ = cell_at(solver, target)->offset, step(solver, 1), true);      \
       ++i_##target)

/* The rules that read and write memory. */
void esc_reference_load(esc_reference_t *solver, const esc_constraint_t *c);
void esc_reference_store(esc_reference_t *solver, const esc_constraint_t *c);
void esc_reference_memcpy(esc_reference_t *solver, const esc_constraint_t *c);
void esc_reference_expose(esc_reference_t *solver, const esc_constraint_t *c);
void esc_reference_clobber(esc_reference_t *solver, const esc_constraint_t *c);
/* What LOAD and MEMCPY read from objects that the caller's memory may hold. */
void esc_reference_read_held(esc_reference_t *solver,
                             const esc_constraint_t *c);
void esc_reference_hold(esc_reference_t *solver, const esc_constraint_t *c);

#endif
