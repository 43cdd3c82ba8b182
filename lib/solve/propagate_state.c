/* Setting up and taking down the state of the fast solver. */
#include "solve/propagate.h"

#include <string.h>

/* The locations whose targets the constraint looks at: none, one or two. */
static uint32_t looked_at(const esc_constraint_t *c, esc_loc_t locs[2]) {
  switch ((esc_constraint_kind_t)c->kind) {
  case ESC_COPY:
    locs[0] = c->src;
    return c->offset != 0;
  case ESC_LOAD:
  case ESC_EXPOSE:
    locs[0] = c->src;
    return 1;
  case ESC_STORE:
  case ESC_CLOBBER:
    locs[0] = c->dst;
    return 1;
  case ESC_MEMCPY:
    locs[0] = c->src;
    locs[1] = c->dst;
    return c->src == c->dst ? 1 : 2;
  case ESC_ADDR_OF:
  case ESC_ESCAPE:
  case ESC_UNKNOWN:
  case ESC_HOLD:
    return 0;
  }
  return 0;
}

/* Rows from each location to the constraints that look at its targets. */
static bool index_uses(esc_propagation_t *p) {
  uint32_t locs = p->graph->loc_count, count = p->graph->constraints.count;
  esc_loc_t used[2];
  if (!esc_array_reserve(p->allocator, &p->uses.first_edge, locs + 1) ||
      !esc_array_reserve(p->allocator, &p->uses.targets, 2 * count + 1))
    return false;
  uint32_t *first = p->uses.first_edge.data;
  memset(first, 0, (locs + 1) * sizeof *first);
  for (uint32_t i = 0; i < count; ++i)
    for (uint32_t n = looked_at(&p->graph->constraints.data[i], used); n; --n)
      first[used[n - 1]]++;
  for (uint32_t i = 1; i <= locs; ++i)
    first[i] += first[i - 1];
  /* Rows are filled from their ends, so from the last constraint on: each
   * start is where it belongs when its row is full. */
  for (uint32_t i = count; i > 0; --i)
    for (uint32_t n = looked_at(&p->graph->constraints.data[i - 1], used); n;
         --n)
      p->uses.targets.data[--first[used[n - 1]]] = i - 1;
  p->uses.first_edge.count = locs + 1;
  p->uses.targets.count = first[locs];
  return true;
}

static bool make_arrays(esc_propagation_t *p) {
  uint32_t locs = p->graph->loc_count, objects = p->graph->objects.count;
  esc_solution_t *solution = p->solution;
  if (!esc_array_reserve(p->allocator, &p->nodes, locs + objects) ||
      !esc_array_reserve(p->allocator, &p->watches, objects) ||
      !esc_array_reserve(p->allocator, &p->cells_at, objects) ||
      !esc_array_reserve(p->allocator, &p->met, objects) ||
      !esc_array_reserve(p->allocator, &solution->locs, locs) ||
      !esc_array_reserve(p->allocator, &solution->objects, objects))
    return false;
  if (locs) {
    memset(p->nodes.data, 0, locs * sizeof *p->nodes.data);
    memset(solution->locs.data, 0, locs * sizeof *solution->locs.data);
  }
  p->nodes.count = solution->locs.count = locs;
  if (objects)
    memset(p->watches.data, 0, objects * sizeof *p->watches.data);
  if (objects)
    memset(p->cells_at.data, 0, objects * sizeof *p->cells_at.data);
  if (objects)
    memset(p->met.data, 0, objects * sizeof *p->met.data);
  p->watches.count = p->cells_at.count = p->met.count = objects;
  for (uint32_t i = 0; i < objects; ++i) {
    const esc_object_t *object = &p->graph->objects.data[i];
    esc_solved_object_t solved = {.is_constant =
                                      esc_is_constant_kind(object->kind),
                                  .level = (uint8_t)object->level,
                                  .param = object->param,
                                  .function = object->function,
                                  .parent = ESC_NONE};
    solution->objects.data[solution->objects.count++] = solved;
  }
  return true;
}

void esc_propagation_start(esc_propagation_t *p, const esc_graph_t *graph,
                           uint64_t max_steps, esc_solution_t *solution) {
  memset(p, 0, sizeof *p);
  p->graph = graph;
  p->allocator = graph->scratch;
  p->solution = solution;
  p->max_steps = max_steps;
  if (!make_arrays(p) || !index_uses(p))
    solution->status = ESC_NO_MEMORY;
}

void esc_propagation_end(esc_propagation_t *p) {
  if (p->allocator->frees_at_once)
    return;
  for (uint32_t i = 0; i < p->nodes.count; ++i) {
    esc_array_free(p->allocator, &p->nodes.data[i].fresh);
    esc_array_free(p->allocator, &p->nodes.data[i].successors);
    esc_array_free(p->allocator, &p->nodes.data[i].pending);
  }
  for (uint32_t i = 0; i < p->watches.count; ++i)
    esc_array_free(p->allocator, &p->watches.data[i]);
  for (uint32_t i = 0; i < p->cells_at.count; ++i)
    esc_array_free(p->allocator, &p->cells_at.data[i]);
  esc_array_free(p->allocator, &p->nodes);
  esc_array_free(p->allocator, &p->cells_at);
  esc_array_free(p->allocator, &p->watches);
  esc_array_free(p->allocator, &p->queue);
  esc_array_free(p->allocator, &p->external_queue);
  esc_array_free(p->allocator, &p->external_nodes);
  esc_array_free(p->allocator, &p->met);
  esc_array_free(p->allocator, &p->held_queue);
  esc_rows_free(p->allocator, &p->uses);
}
