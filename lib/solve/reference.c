/* The reference solver: every rule of docs/algorithm.md, one function each,
 * applied to every constraint in turn until a whole round changes nothing.
 *
 * Requires: a checked, linked graph. Promises: the least solution,
 * the same whatever the order of constraints. Cost: rounds x constraints x
 * set sizes; functions are small. Does not model: the order of memory
 * accesses (memory is flow-insensitive; registers are SSA).
 *
 * What is read from held objects is added in rounds of its own, when all else
 * has settled: an object that is external by then has no such readings, and
 * whether it is must not depend on the order.
 *
 * Monotone: rules only insert targets, set flags and make cells. Ends: cells
 * are bounded by objects x offsets, placeholders by parameters x offsets. */
#include "solve/reference.h"

#include <string.h>

esc_obj_t esc_reference_placeholder(esc_reference_t *solver, esc_obj_t parent,
                                    uint8_t level, int32_t offset) {
  for (esc_obj_t i = solver->graph->objects.count;
       i < solver->solution->objects.count; ++i) {
    const esc_solved_object_t *made = object_at(solver, i);
    if (made->parent == parent && made->level == level &&
        (level == 3 || made->offset == offset))
      return i;
  }
  esc_solved_object_t made = {.level = level,
                              .param = object_at(solver, parent)->param,
                              .function = object_at(solver, parent)->function,
                              .offset = level == 2 ? offset : 0,
                              .parent = parent};
  if (!esc_array_push(solver->allocator, &solver->solution->objects, made)) {
    solver->solution->status = ESC_NO_MEMORY;
    return ESC_NONE;
  }
  return solver->solution->objects.count - 1;
}

/* What a cell of placeholder `object` holds at entry. */
static esc_obj_t initial_target(esc_reference_t *solver, esc_obj_t object,
                                int32_t offset) {
  const esc_solved_object_t *holder = object_at(solver, object);
  switch (holder->level) {
  case 1:
    return esc_reference_placeholder(solver, object, 2, offset);
  case 2:
    return esc_reference_placeholder(solver, holder->parent, 3, 0);
  default:
    return object;
  }
}

uint32_t esc_reference_make_cell(esc_reference_t *solver, esc_obj_t object,
                                 int32_t offset) {
  offset =
      esc_bound_offset(solver->graph, object_at(solver, object)->level, offset);
  uint32_t found = esc_solution_find_cell(solver->solution, object, offset);
  if (found != ESC_NONE)
    return found;
  esc_cell_t cell = {.object = object, .offset = offset};
  uint32_t made = solver->solution->cells.count;
  if (!esc_array_push(solver->allocator, &solver->solution->cells, cell)) {
    solver->solution->status = ESC_NO_MEMORY;
    return ESC_NONE;
  }
  note(solver, esc_idset_insert(solver->allocator,
                                &object_at(solver, object)->cells, made));
  solver->changed = true;
  return made;
}

uint32_t esc_reference_use_cell(esc_reference_t *solver, esc_obj_t object,
                                int32_t offset) {
  uint32_t cell = esc_reference_make_cell(solver, object, offset);
  if (cell == ESC_NONE || object_at(solver, object)->level == 0)
    return cell;
  esc_obj_t held =
      initial_target(solver, object, cell_at(solver, cell)->offset);
  if (held == ESC_NONE)
    return ESC_NONE;
  uint32_t target = esc_reference_make_cell(solver, held, 0);
  if (target == ESC_NONE)
    return ESC_NONE;
  note(solver,
       esc_idset_insert(solver->allocator,
                        &cell_at(solver, cell)->content.targets, target));
  return cell;
}

/* ADDR_OF: d contains (o, k). */
static void apply_addr_of(esc_reference_t *solver, const esc_constraint_t *c) {
  uint32_t target = esc_reference_make_cell(solver, c->src, c->offset);
  if (target != ESC_NONE)
    note(solver, esc_idset_insert(solver->allocator,
                                  &loc(solver, c->dst)->targets, target));
}

/* COPY: d contains (o, k advanced by offset) for each (o, k) in s. */
static void apply_copy(esc_reference_t *solver, const esc_constraint_t *c) {
  if (c->offset == 0) {
    merge(solver, loc(solver, c->dst), loc(solver, c->src));
    return;
  }
  int32_t offset;
  FOR_EACH_TARGET(solver, c->src, target, object, offset) {
    uint32_t moved = esc_reference_make_cell(
        solver, object, esc_offset_advance(offset, c->offset));
    if (moved != ESC_NONE)
      note(solver, esc_idset_insert(solver->allocator,
                                    &loc(solver, c->dst)->targets, moved));
  }
  if (loc(solver, c->src)->is_external)
    set_external_content(solver, loc(solver, c->dst));
}

/* What an external object holds is external: unknown code can read it there,
 * and can store there what it likes. */
static void propagate_external(esc_reference_t *solver, esc_obj_t object) {
  if (!object_at(solver, object)->is_external)
    return;
  /* So is all that an external placeholder leads to. */
  const esc_solved_object_t *outer = object_at(solver, object);
  for (esc_obj_t i = solver->graph->objects.count;
       outer->level && i < solver->solution->objects.count; ++i)
    if (object_at(solver, i)->parent ==
            (outer->level == 1 ? object : outer->parent) &&
        object_at(solver, i)->level > outer->level)
      set_external_object(solver, i);
  const esc_idset_t *cells = &object_at(solver, object)->cells;
  for (uint32_t i = 0; i < cells->count; ++i)
    escape_content(solver, content_of(solver, cells->data[i]));
}

/* What a placeholder or a held object holds is held by the same parameters. */
static void propagate_holders(esc_reference_t *solver, esc_obj_t object) {
  const esc_solved_object_t *holder = object_at(solver, object);
  esc_obj_t root = holder->level == 1 ? object : holder->parent;
  for (uint32_t i = 0; i < holder->cells.count; ++i) {
    const esc_content_t *content = content_of(solver, holder->cells.data[i]);
    for (uint32_t j = 0; j < content->targets.count; ++j) {
      esc_solved_object_t *held =
          object_at(solver, cell_at(solver, content->targets.data[j])->object);
      if (held->level || held->is_constant)
        continue;
      note(solver,
           holder->level
               ? esc_idset_insert(solver->allocator, &held->holders, root)
               : esc_idset_merge(solver->allocator, &held->holders,
                                 &holder->holders));
    }
  }
}

static void apply(esc_reference_t *solver, const esc_constraint_t *constraint) {
  step(solver, 1);
  switch ((esc_constraint_kind_t)constraint->kind) {
  case ESC_ADDR_OF:
    apply_addr_of(solver, constraint);
    return;
  case ESC_COPY:
    apply_copy(solver, constraint);
    return;
  case ESC_LOAD:
    esc_reference_load(solver, constraint);
    return;
  case ESC_STORE:
    esc_reference_store(solver, constraint);
    return;
  case ESC_MEMCPY:
    esc_reference_memcpy(solver, constraint);
    return;
  case ESC_ESCAPE:
    escape_content(solver, loc(solver, constraint->src));
    return;
  case ESC_UNKNOWN:
    set_external_content(solver, loc(solver, constraint->dst));
    return;
  case ESC_EXPOSE:
    esc_reference_expose(solver, constraint);
    return;
  case ESC_CLOBBER:
    esc_reference_clobber(solver, constraint);
    return;
  case ESC_HOLD:
    esc_reference_hold(solver, constraint);
    return;
  }
}

static void start(esc_reference_t *solver) {
  const esc_graph_t *graph = solver->graph;
  esc_solution_t *solution = solver->solution;
  if (!esc_array_reserve(solver->allocator, &solution->locs,
                         graph->loc_count) ||
      !esc_array_reserve(solver->allocator, &solution->objects,
                         graph->objects.count)) {
    solution->status = ESC_NO_MEMORY;
    return;
  }
  if (graph->loc_count)
    memset(solution->locs.data, 0, graph->loc_count * sizeof(esc_content_t));
  solution->locs.count = graph->loc_count;
  for (uint32_t i = 0; i < graph->objects.count; ++i) {
    const esc_object_t *object = &graph->objects.data[i];
    esc_solved_object_t solved = {.is_constant =
                                      esc_is_constant_kind(object->kind),
                                  .level = (uint8_t)object->level,
                                  .param = object->param,
                                  .function = object->function,
                                  .parent = ESC_NONE};
    solution->objects.data[solution->objects.count++] = solved;
  }
}

esc_status_t esc_solve_reference(const esc_graph_t *graph, uint64_t max_steps,
                                 esc_solution_t *solution) {
  memset(solution, 0, sizeof *solution);
  solution->graph = graph;
  solution->status = graph->status;
  esc_reference_t solver = {graph, solution, graph->scratch, max_steps, true};
  if (solution->status == ESC_OK)
    start(&solver);
  while (solver.changed && solution->status == ESC_OK) {
    while (solver.changed && solution->status == ESC_OK) {
      solver.changed = false;
      for (uint32_t i = 0;
           i < graph->constraints.count && solution->status == ESC_OK; ++i)
        apply(&solver, &graph->constraints.data[i]);
      for (esc_obj_t i = 0;
           i < solution->objects.count && solution->status == ESC_OK; ++i) {
        propagate_external(&solver, i);
        propagate_holders(&solver, i);
      }
    }
    for (uint32_t i = 0;
         i < graph->constraints.count && solution->status == ESC_OK; ++i)
      esc_reference_read_held(&solver, &graph->constraints.data[i]);
  }
  if (solution->status == ESC_OK)
    esc_solution_normalise(solution);
  return solution->status;
}
