/* Setting up and taking down the state of the fast solver. */
#include "solve/propagate.h"

#include <string.h>

typedef ESC_ARRAY(esc_edge_t) edges_t;

static bool add_use(esc_propagation_t *p, edges_t *edges, esc_loc_t loc,
                    uint32_t constraint) {
  esc_edge_t edge = {loc, constraint};
  return esc_array_push(p->allocator, edges, edge);
}

/* Rows from each location to the constraints that look at its targets. */
static esc_status_t index_uses(esc_propagation_t *p) {
  edges_t edges = {0};
  bool ok = true;
  for (uint32_t i = 0; i < p->graph->constraints.count && ok; ++i) {
    const esc_constraint_t *c = &p->graph->constraints.data[i];
    switch ((esc_constraint_kind_t)c->kind) {
    case ESC_COPY:
      if (c->offset != 0)
        ok = add_use(p, &edges, c->src, i);
      break;
    case ESC_LOAD:
    case ESC_EXPOSE:
      ok = add_use(p, &edges, c->src, i);
      break;
    case ESC_STORE:
    case ESC_CLOBBER:
      ok = add_use(p, &edges, c->dst, i);
      break;
    case ESC_MEMCPY:
      ok = add_use(p, &edges, c->src, i) &&
           (c->src == c->dst || add_use(p, &edges, c->dst, i));
      break;
    case ESC_ADDR_OF:
    case ESC_ESCAPE:
    case ESC_UNKNOWN:
    case ESC_HOLD:
      break;
    }
  }
  esc_status_t status =
      ok ? esc_rows_build(p->allocator, &p->uses, p->graph->loc_count,
                          edges.data, edges.count)
         : ESC_NO_MEMORY;
  esc_array_free(p->allocator, &edges);
  return status;
}

static bool make_arrays(esc_propagation_t *p) {
  uint32_t locs = p->graph->loc_count, objects = p->graph->objects.count;
  esc_solution_t *solution = p->solution;
  if (!esc_array_reserve(p->allocator, &p->nodes, locs + objects) ||
      !esc_array_reserve(p->allocator, &p->watches, objects) ||
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
    memset(p->met.data, 0, objects * sizeof *p->met.data);
  p->watches.count = p->met.count = objects;
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
  p->allocator = graph->allocator;
  p->solution = solution;
  p->max_steps = max_steps;
  if (!make_arrays(p) || index_uses(p) != ESC_OK)
    solution->status = ESC_NO_MEMORY;
}

void esc_propagation_end(esc_propagation_t *p) {
  for (uint32_t i = 0; i < p->nodes.count; ++i) {
    esc_array_free(p->allocator, &p->nodes.data[i].fresh);
    esc_array_free(p->allocator, &p->nodes.data[i].successors);
    esc_array_free(p->allocator, &p->nodes.data[i].pending);
  }
  for (uint32_t i = 0; i < p->watches.count; ++i)
    esc_array_free(p->allocator, &p->watches.data[i]);
  esc_array_free(p->allocator, &p->nodes);
  esc_array_free(p->allocator, &p->watches);
  esc_array_free(p->allocator, &p->queue);
  esc_array_free(p->allocator, &p->external_queue);
  esc_array_free(p->allocator, &p->external_nodes);
  esc_array_free(p->allocator, &p->met);
  esc_array_free(p->allocator, &p->held_queue);
  esc_rows_free(p->allocator, &p->uses);
}
