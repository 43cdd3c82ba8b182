/* The fast solver: difference propagation over a graph of copies that grows.
 *
 * Pearce, Kelly and Hankin, "Efficient field-sensitive pointer analysis of C",
 * TOPLAS 30(1), 2007; the external world as flags follows PIP, arXiv
 * 2512.07299. A node is a location or a cell. Only what is new in a node is
 * passed on: to its successors, and to the constraints that dereference it.
 * What a load, an exposure or a memcpy does with the cells of an object is kept
 * as a *watch* on that object, so that cells made later are met too.
 *
 * Requires and promises what reference.c does, and gives the same solution.
 * Cost: each target enters each node once; each edge carries it once. Ends for
 * the reason given there: all that happens is an insertion into a bounded set.
 */
#include "solve/propagate.h"

#include <string.h>

static void copy_range(esc_propagation_t *p, const esc_constraint_t *c,
                       uint32_t from, uint32_t to) {
  esc_watch_t watch = {.kind = ESC_WATCH_COPY,
                       .offset = cell_at(p, from)->offset,
                       .size = c->size,
                       .loc = ESC_NONE,
                       .to = {cell_at(p, to)->object, cell_at(p, to)->offset}};
  esc_obj_t object = cell_at(p, from)->object;
  esc_prop_read_cells(p, object, watch.offset, watch.size);
  if (!object_at(p, watch.to.object)->is_constant)
    esc_prop_add_watch(p, object, &watch);
}

static void escape_range(esc_propagation_t *p, const esc_constraint_t *c,
                         uint32_t from) {
  esc_watch_t watch = {.kind = ESC_WATCH_ESCAPE,
                       .offset = cell_at(p, from)->offset,
                       .size = c->size};
  esc_obj_t object = cell_at(p, from)->object;
  esc_prop_read_cells(p, object, watch.offset, watch.size);
  esc_prop_add_watch(p, object, &watch);
}

static void clobber(esc_propagation_t *p, esc_obj_t object, int32_t offset,
                    uint32_t size) {
  if (object_at(p, object)->is_constant)
    return;
  for (uint32_t i = 0; i < esc_slot_count(offset, size) && is_running(p); ++i) {
    uint32_t cell = esc_prop_make_cell(p, object, esc_slot(offset, size, i));
    if (cell != ESC_NONE)
      esc_prop_set_external_content(p, cell_node(p, cell));
  }
}

/* Bytes from outside are copied to `target`. */
static void copy_in(esc_propagation_t *p, uint32_t target) {
  clobber(p, cell_at(p, target)->object, ESC_ANY_OFFSET, ESC_ANY_SIZE);
}

/* All that `c` copies goes to external memory. */
static void copy_out(esc_propagation_t *p, const esc_constraint_t *c) {
  for (uint32_t i = 0;
       i < content_of(p, c->src)->targets.count && is_running(p); ++i)
    escape_range(p, c, content_of(p, c->src)->targets.data[i]);
}

/* What `c` copies comes from external memory. */
static void copy_in_all(esc_propagation_t *p, const esc_constraint_t *c) {
  for (uint32_t i = 0;
       i < content_of(p, c->dst)->targets.count && is_running(p); ++i)
    copy_in(p, content_of(p, c->dst)->targets.data[i]);
}

/* The pointer `loc` of constraint `c` may point to external memory. */
static void meet_external_memory(esc_propagation_t *p,
                                 const esc_constraint_t *c, esc_loc_t loc) {
  switch ((esc_constraint_kind_t)c->kind) {
  case ESC_LOAD:
    esc_prop_set_external_content(p, c->dst);
    return;
  case ESC_STORE:
    esc_prop_set_escapes(p, c->src);
    return;
  case ESC_MEMCPY:
    if (loc == c->dst)
      copy_out(p, c);
    if (loc == c->src)
      copy_in_all(p, c);
    return;
  case ESC_COPY:
  case ESC_ADDR_OF:
  case ESC_ESCAPE:
  case ESC_UNKNOWN:
  case ESC_EXPOSE:
  case ESC_CLOBBER:
  case ESC_HOLD:
    return;
  }
}

/* `target` is new in the pointer `loc` of constraint `c`. */
static void meet_target(esc_propagation_t *p, const esc_constraint_t *c,
                        esc_loc_t loc, uint32_t target) {
  esc_obj_t object = cell_at(p, target)->object;
  if (object_at(p, object)->is_external && c->kind != ESC_COPY &&
      !p->names_all) {
    step(p, 1);
    meet_external_memory(p, c, loc);
    return;
  }
  int32_t at = esc_offset_add(cell_at(p, target)->offset, c->offset);
  step(p, 1);
  switch ((esc_constraint_kind_t)c->kind) {
  case ESC_COPY: {
    uint32_t moved = esc_prop_make_cell(
        p, object, esc_offset_advance(cell_at(p, target)->offset, c->offset));
    if (moved != ESC_NONE)
      esc_prop_add_target(p, c->dst, moved);
    return;
  }
  case ESC_LOAD: {
    esc_watch_t watch = {
        .kind = ESC_WATCH_LOAD, .offset = at, .size = c->size, .loc = c->dst};
    esc_prop_read_cells(p, object, at, c->size);
    esc_prop_add_watch(p, object, &watch);
    return;
  }
  case ESC_STORE: {
    if (object_at(p, object)->is_constant)
      return;
    uint32_t cell = esc_prop_make_cell(p, object, at);
    if (cell != ESC_NONE)
      esc_prop_add_edge(p, c->src, cell_node(p, cell));
    return;
  }
  case ESC_MEMCPY: {
    /* Each pair once: the later of the two finds the other. */
    const uint32_t other = loc == c->src ? c->dst : c->src;
    for (uint32_t i = 0;
         i < content_of(p, other)->targets.count && is_running(p); ++i) {
      uint32_t partner = content_of(p, other)->targets.data[i];
      if (loc == c->src)
        copy_range(p, c, target, partner);
      if (loc == c->dst)
        copy_range(p, c, partner, target);
    }
    if (loc == c->src && content_of(p, c->dst)->is_external)
      escape_range(p, c, target);
    if (loc == c->dst && content_of(p, c->src)->is_external)
      copy_in(p, target);
    return;
  }
  case ESC_EXPOSE: {
    esc_watch_t watch = {
        .kind = ESC_WATCH_EXPOSE, .offset = at, .size = c->size};
    esc_prop_record_exposure(p, object, at, c->size);
    esc_prop_add_watch(p, object, &watch);
    return;
  }
  case ESC_CLOBBER:
    clobber(p, object, at, c->size);
    return;
  case ESC_ADDR_OF:
  case ESC_ESCAPE:
  case ESC_UNKNOWN:
  case ESC_HOLD:
    return;
  }
}

/* The pointer `loc` of constraint `c` may now point to anything external. */
static void meet_external_pointer(esc_propagation_t *p,
                                  const esc_constraint_t *c, esc_loc_t loc) {
  if (c->kind == ESC_COPY)
    esc_prop_set_external_content(p, c->dst);
  else
    meet_external_memory(p, c, loc);
}

/*===-- The loop ---------------------------------------------------------===*/

static void visit_pending(esc_propagation_t *p, uint32_t node) {
  while (p->nodes.data[node].pending.count && is_running(p)) {
    esc_node_t *at = &p->nodes.data[node];
    esc_pending_t pending = at->pending.data[--at->pending.count];
    esc_prop_settle(p, node - p->graph->loc_count, &pending);
  }
}

/* The content of `node` became external. */
static void visit_external_node(esc_propagation_t *p, uint32_t node) {
  visit_pending(p, node);
  for (uint32_t i = 0;
       i < p->nodes.data[node].successors.count && is_running(p); ++i)
    esc_prop_set_external_content(p, p->nodes.data[node].successors.data[i]);
  if (node >= p->graph->loc_count)
    return;
  for (uint32_t i = p->uses.first_edge.data[node];
       i < p->uses.first_edge.data[node + 1] && is_running(p); ++i)
    meet_external_pointer(
        p, &p->graph->constraints.data[p->uses.targets.data[i]], node);
}

static void visit_node(esc_propagation_t *p, uint32_t node) {
  p->nodes.data[node].is_queued = false;
  /* Take what is new; more may come in while it is passed on. */
  esc_targets_t fresh = p->nodes.data[node].fresh;
  memset(&p->nodes.data[node].fresh, 0, sizeof fresh);
  visit_pending(p, node);
  for (uint32_t i = 0;
       i < p->nodes.data[node].successors.count && is_running(p); ++i) {
    uint32_t successor = p->nodes.data[node].successors.data[i];
    for (uint32_t j = 0; j < fresh.count; ++j)
      esc_prop_add_target(p, successor, fresh.data[j]);
  }
  if (p->nodes.data[node].escapes)
    for (uint32_t j = 0; j < fresh.count; ++j)
      esc_prop_set_external_object(p, cell_at(p, fresh.data[j])->object);
  if (p->nodes.data[node].is_exposed)
    for (uint32_t j = 0; j < fresh.count; ++j)
      esc_prop_expose_target(p, node - p->graph->loc_count, fresh.data[j]);
  if (node >= p->graph->loc_count)
    for (uint32_t j = 0; j < fresh.count; ++j)
      esc_prop_hold(p, cell_at(p, node - p->graph->loc_count)->object,
                    fresh.data[j]);
  if (node < p->graph->loc_count)
    for (uint32_t i = p->uses.first_edge.data[node];
         i < p->uses.first_edge.data[node + 1]; ++i) {
      const esc_constraint_t *c =
          &p->graph->constraints.data[p->uses.targets.data[i]];
      for (uint32_t j = 0; j < fresh.count && is_running(p); ++j)
        meet_target(p, c, node, fresh.data[j]);
    }
  esc_array_free(p->allocator, &fresh);
}

static void visit_external(esc_propagation_t *p, esc_obj_t object) {
  for (uint32_t i = 0; i < object_at(p, object)->cells.count && is_running(p);
       ++i)
    esc_prop_set_escapes(p, cell_node(p, object_at(p, object)->cells.data[i]));
  for (uint32_t i = 0; i < p->watches.data[object].count && is_running(p);
       ++i) {
    esc_watch_t watch = p->watches.data[object].data[i];
    esc_prop_meet_external(p, &watch);
  }
}

/* What is external comes first: it need not be told apart afterwards. */
static void propagate(esc_propagation_t *p) {
  uint32_t head = 0;
  while (is_running(p)) {
    if (p->external_nodes.count)
      visit_external_node(p, p->external_nodes.data[--p->external_nodes.count]);
    else if (p->external_queue.count)
      visit_external(p, p->external_queue.data[--p->external_queue.count]);
    else if (p->held_queue.count)
      esc_prop_visit_held(p, p->held_queue.data[--p->held_queue.count]);
    else if (head < p->queue.count)
      visit_node(p, p->queue.data[head++]);
    else
      break;
    /* Give back the part of the queue that is done. */
    if (head > 4096 && head > p->queue.count / 2) {
      memmove(p->queue.data, p->queue.data + head,
              (p->queue.count - head) * sizeof *p->queue.data);
      p->queue.count -= head;
      head = 0;
    }
  }
  p->queue.count = 0;
}

/* Begins with the constraints from `first` on. */
static void begin(esc_propagation_t *p, uint32_t first) {
  for (uint32_t i = first; i < p->graph->constraints.count && is_running(p);
       ++i) {
    const esc_constraint_t *c = &p->graph->constraints.data[i];
    if (c->kind == ESC_ADDR_OF) {
      uint32_t target = esc_prop_make_cell(p, c->src, c->offset);
      if (target != ESC_NONE)
        esc_prop_add_target(p, c->dst, target);
    } else if (c->kind == ESC_COPY && c->offset == 0) {
      esc_prop_add_edge(p, c->src, c->dst);
    } else if (c->kind == ESC_ESCAPE) {
      esc_prop_set_escapes(p, c->src);
    } else if (c->kind == ESC_UNKNOWN) {
      esc_prop_set_external_content(p, c->dst);
    } else if (c->kind == ESC_HOLD) {
      uint32_t cell = esc_prop_make_cell(p, c->dst, c->offset);
      if (cell != ESC_NONE)
        esc_prop_add_edge(p, c->src, cell_node(p, cell));
      esc_prop_set_escapes(p, c->src);
    }
  }
}

/* Whether the graph has grown by what is known so far. */
static bool grow(esc_propagation_t *p, const esc_growth_t *growth) {
  uint32_t before = p->graph->constraints.count;
  if (!is_running(p))
    return false;
  growth->grow(growth->context, p->solution);
  if (p->graph->status != ESC_OK)
    p->solution->status = p->graph->status;
  begin(p, before);
  return p->graph->constraints.count != before;
}

/* Until nothing is left to do. */
static void settle(esc_propagation_t *p, const esc_growth_t *growth) {
  propagate(p);
  /* Not later: readings of held objects give way to a flag that comes first. */
  while (growth && grow(p, growth))
    propagate(p);
  esc_prop_meet_holders(p);
  while (is_running(p) && (p->queue.count || p->external_nodes.count ||
                           p->external_queue.count || p->held_queue.count)) {
    propagate(p);
    esc_prop_meet_holders(p);
  }
}

static esc_status_t solve(const esc_graph_t *graph, uint64_t max_steps,
                          bool names_all, const esc_growth_t *growth,
                          esc_solution_t *solution) {
  esc_propagation_t p;
  memset(solution, 0, sizeof *solution);
  solution->graph = graph;
  solution->status = graph->status;
  if (solution->status == ESC_OK)
    esc_propagation_start(&p, graph, max_steps, solution);
  else
    return solution->status;
  p.names_all = names_all;
  begin(&p, 0);
  settle(&p, growth);
  esc_propagation_end(&p);
  if (solution->status == ESC_OK && !names_all)
    esc_solution_normalise(solution);
  return solution->status;
}

esc_status_t esc_solve(const esc_graph_t *graph, uint64_t max_steps,
                       esc_solution_t *solution) {
  return solve(graph, max_steps, false, NULL, solution);
}

esc_status_t esc_solve_growing(const esc_graph_t *graph, uint64_t max_steps,
                               const esc_growth_t *growth,
                               esc_solution_t *solution) {
  return solve(graph, max_steps, false, growth, solution);
}

esc_status_t esc_solve_by_name(const esc_graph_t *graph, uint64_t max_steps,
                               esc_solution_t *solution) {
  return solve(graph, max_steps, true, NULL, solution);
}
