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

static uint32_t make_cell(esc_propagation_t *p, esc_obj_t object,
                          int32_t offset);

static void fail(esc_propagation_t *p) {
  p->solution->status = ESC_NO_MEMORY;
}

static bool is_running(const esc_propagation_t *p) {
  return p->solution->status == ESC_OK;
}

static void step(esc_propagation_t *p, uint64_t steps) {
  p->solution->steps += steps;
  if (p->solution->steps > p->max_steps && is_running(p))
    p->solution->status = ESC_OUT_OF_BUDGET;
}

static uint32_t cell_node(const esc_propagation_t *p, uint32_t cell) {
  return p->graph->loc_count + cell;
}

static esc_cell_t *cell_at(const esc_propagation_t *p, uint32_t cell) {
  return &p->solution->cells.data[cell];
}

static esc_solved_object_t *object_at(const esc_propagation_t *p,
                                      esc_obj_t object) {
  return &p->solution->objects.data[object];
}

static esc_content_t *content_of(const esc_propagation_t *p, uint32_t node) {
  uint32_t locs = p->graph->loc_count;
  return node < locs ? &p->solution->locs.data[node]
                     : &cell_at(p, node - locs)->content;
}

static void enqueue(esc_propagation_t *p, uint32_t node) {
  if (p->nodes.data[node].is_queued)
    return;
  p->nodes.data[node].is_queued = true;
  if (!esc_array_push(p->allocator, &p->queue, node))
    fail(p);
}

static void add_target(esc_propagation_t *p, uint32_t node, uint32_t target) {
  step(p, 1);
  esc_change_t change = esc_idset_insert(
      p->allocator, &content_of(p, node)->targets, target);
  if (change == ESC_UNCHANGED)
    return;
  if (change == ESC_CHANGE_FAILED ||
      !esc_array_push(p->allocator, &p->nodes.data[node].fresh, target)) {
    fail(p);
    return;
  }
  enqueue(p, node);
}

static void set_external_content(esc_propagation_t *p, uint32_t node) {
  esc_content_t *content = content_of(p, node);
  if (content->is_external)
    return;
  content->is_external = true;
  enqueue(p, node);
}

static void set_external_object(esc_propagation_t *p, esc_obj_t object) {
  esc_solved_object_t *solved = object_at(p, object);
  if (solved->is_external)
    return;
  solved->is_external = true;
  if (!esc_array_push(p->allocator, &p->external_queue, object))
    fail(p);
}

/* What `node` points to is external, now and later. */
static void set_escapes(esc_propagation_t *p, uint32_t node) {
  if (p->nodes.data[node].escapes)
    return;
  p->nodes.data[node].escapes = true;
  const esc_idset_t *targets = &content_of(p, node)->targets;
  for (uint32_t i = 0; i < targets->count; ++i)
    set_external_object(p, cell_at(p, targets->data[i])->object);
}

/* Whether `held` is what a cell of placeholder `holder` had at entry. */
static bool is_initial(const esc_propagation_t *p, esc_obj_t holder,
                       esc_obj_t held) {
  const esc_solved_object_t *at = object_at(p, holder);
  const esc_solved_object_t *in = object_at(p, held);
  return at->level && (held == holder || (in->level == at->level + 1 &&
                                          in->param == at->param));
}

static void expose_target(esc_propagation_t *p, uint32_t cell,
                          uint32_t target) {
  esc_obj_t held = cell_at(p, target)->object;
  if (!is_initial(p, cell_at(p, cell)->object, held))
    set_external_object(p, held);
}

static void set_exposed(esc_propagation_t *p, uint32_t cell) {
  esc_node_t *node = &p->nodes.data[cell_node(p, cell)];
  if (node->is_exposed)
    return;
  node->is_exposed = true;
  for (uint32_t i = 0; i < cell_at(p, cell)->content.targets.count; ++i)
    expose_target(p, cell, cell_at(p, cell)->content.targets.data[i]);
}

/* to contains from, now and later. */
static void add_edge(esc_propagation_t *p, uint32_t from, uint32_t to) {
  if (from == to)
    return;
  esc_change_t change = esc_idset_insert(
      p->allocator, &p->nodes.data[from].successors, to);
  if (change == ESC_CHANGE_FAILED)
    fail(p);
  if (change != ESC_CHANGED)
    return;
  for (uint32_t i = 0; i < content_of(p, from)->targets.count && is_running(p);
       ++i)
    add_target(p, to, content_of(p, from)->targets.data[i]);
  if (content_of(p, from)->is_external)
    set_external_content(p, to);
}

static esc_obj_t make_placeholder(esc_propagation_t *p, esc_obj_t parent,
                                  uint8_t level, int32_t offset);

/* Does what waited for `cell` to hold something. */
static void settle(esc_propagation_t *p, uint32_t cell,
                   const esc_pending_t *pending) {
  uint32_t to = pending->loc;
  if (to == ESC_NONE) {
    uint32_t sink = make_cell(p, pending->to.object, pending->to.offset);
    if (sink == ESC_NONE)
      return;
    to = cell_node(p, sink);
  }
  if (pending->is_split)
    set_external_content(p, to);
  else
    add_edge(p, cell_node(p, cell), to);
}

static void pass_on(esc_propagation_t *p, uint32_t cell,
                    const esc_pending_t *pending) {
  const esc_content_t *content = &cell_at(p, cell)->content;
  if (pending->is_split)
    set_escapes(p, cell_node(p, cell));
  if (content->targets.count || content->is_external)
    settle(p, cell, pending);
  else if (!esc_array_push(p->allocator,
                           &p->nodes.data[cell_node(p, cell)].pending,
                           *pending))
    fail(p);
}

/* One watch meets one cell of its object. */
static void meet(esc_propagation_t *p, const esc_watch_t *watch,
                 uint32_t cell) {
  int32_t at = cell_at(p, cell)->offset;
  esc_overlap_t overlap = esc_overlap(watch->offset, watch->size, at);
  if (overlap == ESC_DISJOINT)
    return;
  esc_pending_t pending = {.is_split = overlap == ESC_PARTIAL,
                           .loc = watch->loc,
                           .to = watch->to};
  switch (watch->kind) {
  case ESC_WATCH_LOAD:
    if (overlap == ESC_COVERED)
      add_edge(p, cell_node(p, cell), watch->loc);
    else
      pass_on(p, cell, &pending);
    return;
  case ESC_WATCH_EXPOSE:
    set_exposed(p, cell);
    return;
  case ESC_WATCH_ESCAPE:
    set_escapes(p, cell_node(p, cell));
    return;
  case ESC_WATCH_COPY:
    pending.to.offset = esc_offset_add(
        watch->to.offset,
        esc_copy_shift(cell_at(p, cell)->object, watch->offset, at,
                       watch->to.object, watch->to.offset));
    pass_on(p, cell, &pending);
    return;
  }
}

/* What a watch reads besides the cells: the pointer itself, if it is a load or
 * a copy. ESC_NONE for other watches. */
static uint32_t watch_sink(esc_propagation_t *p, const esc_watch_t *watch) {
  if (watch->kind == ESC_WATCH_LOAD)
    return watch->loc;
  if (watch->kind != ESC_WATCH_COPY)
    return ESC_NONE;
  uint32_t cell = make_cell(p, watch->to.object, ESC_ANY_OFFSET);
  return cell == ESC_NONE ? ESC_NONE : cell_node(p, cell);
}

/* The object a watch is on became external: reads of it yield anything. */
static void meet_external(esc_propagation_t *p, const esc_watch_t *watch) {
  uint32_t sink = watch_sink(p, watch);
  if (sink != ESC_NONE)
    set_external_content(p, sink);
}

static void record_exposure(esc_propagation_t *p, esc_obj_t object,
                            int32_t offset, uint32_t size);

/* The caller's memory may hold the address of the object: the caller may have
 * stored there what is reachable from `holder`. */
static void meet_holder(esc_propagation_t *p, esc_obj_t object,
                        const esc_watch_t *watch, esc_obj_t holder) {
  if (watch->kind == ESC_WATCH_EXPOSE) {
    record_exposure(p, object, watch->offset, watch->size);
    return;
  }
  esc_obj_t deep = make_placeholder(p, holder, 3, 0);
  if (deep == ESC_NONE)
    return;
  if (watch->kind == ESC_WATCH_ESCAPE) {
    set_external_object(p, deep);
    return;
  }
  uint32_t target = make_cell(p, deep, 0);
  uint32_t sink = watch_sink(p, watch);
  if (target != ESC_NONE && sink != ESC_NONE)
    add_target(p, sink, target);
}

static void add_watch(esc_propagation_t *p, esc_obj_t object,
                      const esc_watch_t *watch) {
  if (!esc_array_push(p->allocator, &p->watches.data[object], *watch)) {
    fail(p);
    return;
  }
  for (uint32_t i = 0; i < object_at(p, object)->cells.count && is_running(p);
       ++i)
    meet(p, watch, object_at(p, object)->cells.data[i]);
  for (uint32_t i = 0;
       i < object_at(p, object)->holders.count && is_running(p); ++i)
    meet_holder(p, object, watch, object_at(p, object)->holders.data[i]);
  if (object_at(p, object)->is_external)
    meet_external(p, watch);
}

/*===-- Holders ----------------------------------------------------------===*/

static void add_holder(esc_propagation_t *p, esc_obj_t object,
                       esc_obj_t holder) {
  if (object_at(p, object)->level)
    return;
  esc_change_t change = esc_idset_insert(
      p->allocator, &object_at(p, object)->holders, holder);
  esc_held_t held = {object, holder};
  if (change == ESC_CHANGE_FAILED ||
      (change == ESC_CHANGED &&
       !esc_array_push(p->allocator, &p->held_queue, held)))
    fail(p);
}

/* `target` is new in a cell of `object`. */
static void hold(esc_propagation_t *p, esc_obj_t object, uint32_t target) {
  const esc_solved_object_t *holder = object_at(p, object);
  esc_obj_t held = cell_at(p, target)->object;
  if (holder->level)
    add_holder(p, held, holder->level == 1 ? object : holder->parent);
  for (uint32_t i = 0; i < object_at(p, object)->holders.count; ++i)
    add_holder(p, held, object_at(p, object)->holders.data[i]);
}

static void visit_held(esc_propagation_t *p, esc_held_t held) {
  for (uint32_t i = 0;
       i < object_at(p, held.object)->cells.count && is_running(p); ++i) {
    uint32_t cell = object_at(p, held.object)->cells.data[i];
    for (uint32_t j = 0; j < cell_at(p, cell)->content.targets.count; ++j)
      add_holder(
          p, cell_at(p, cell_at(p, cell)->content.targets.data[j])->object,
          held.holder);
  }
  for (uint32_t i = 0;
       i < p->watches.data[held.object].count && is_running(p); ++i) {
    esc_watch_t watch = p->watches.data[held.object].data[i];
    meet_holder(p, held.object, &watch, held.holder);
  }
}

/*===-- Cells and placeholders -------------------------------------------===*/

static bool add_object(esc_propagation_t *p,
                       const esc_solved_object_t *object) {
  esc_watch_list_t none = {0};
  if (esc_array_push(p->allocator, &p->solution->objects, *object) &&
      esc_array_push(p->allocator, &p->watches, none))
    return true;
  fail(p);
  return false;
}

static esc_obj_t make_placeholder(esc_propagation_t *p, esc_obj_t parent,
                                  uint8_t level, int32_t offset) {
  for (esc_obj_t i = p->graph->objects.count; i < p->solution->objects.count;
       ++i) {
    const esc_solved_object_t *made = object_at(p, i);
    if (made->parent == parent && made->level == level &&
        (level == 3 || made->offset == offset))
      return i;
  }
  esc_solved_object_t made = {.level = level,
                              .param = object_at(p, parent)->param,
                              .function = object_at(p, parent)->function,
                              .offset = level == 2 ? offset : 0,
                              .parent = parent};
  return add_object(p, &made) ? p->solution->objects.count - 1 : ESC_NONE;
}

/* What a cell of placeholder `object` holds at entry. */
static esc_obj_t initial_object(esc_propagation_t *p, esc_obj_t object,
                                int32_t offset) {
  const esc_solved_object_t *holder = object_at(p, object);
  if (holder->level == 1)
    return make_placeholder(p, object, 2, offset);
  return holder->level == 2 ? make_placeholder(p, holder->parent, 3, 0)
                            : object;
}

static uint32_t make_cell(esc_propagation_t *p, esc_obj_t object,
                          int32_t offset) {
  offset = esc_bound_offset(p->graph, object_at(p, object)->level, offset);
  uint32_t found = esc_solution_find_cell(p->solution, object, offset);
  if (found != ESC_NONE || !is_running(p))
    return found;
  esc_cell_t cell = {.object = object, .offset = offset};
  esc_node_t node = {.escapes = object_at(p, object)->is_external};
  uint32_t made = p->solution->cells.count;
  if (!esc_array_push(p->allocator, &p->solution->cells, cell) ||
      !esc_array_push(p->allocator, &p->nodes, node) ||
      esc_idset_insert(p->allocator, &object_at(p, object)->cells, made) ==
          ESC_CHANGE_FAILED) {
    fail(p);
    return ESC_NONE;
  }
  for (uint32_t i = 0; i < p->watches.data[object].count && is_running(p);
       ++i) {
    esc_watch_t watch = p->watches.data[object].data[i];
    meet(p, &watch, made);
  }
  return made;
}

/* A cell that is read. Of a placeholder it holds what the caller had there. */
static uint32_t read_cell(esc_propagation_t *p, esc_obj_t object,
                          int32_t offset) {
  uint32_t cell = make_cell(p, object, offset);
  if (cell == ESC_NONE || object_at(p, object)->level == 0 ||
      p->nodes.data[cell_node(p, cell)].is_read)
    return cell;
  p->nodes.data[cell_node(p, cell)].is_read = true;
  esc_obj_t held = initial_object(p, object, cell_at(p, cell)->offset);
  uint32_t target = held == ESC_NONE ? ESC_NONE : make_cell(p, held, 0);
  if (target != ESC_NONE)
    add_target(p, cell_node(p, cell), target);
  return cell;
}

/* The cells that a read of `size` bytes meets in a placeholder. */
static void read_cells(esc_propagation_t *p, esc_obj_t object, int32_t offset,
                       uint32_t size) {
  if (object_at(p, object)->level == 0 || size == 0)
    return;
  if (offset == ESC_ANY_OFFSET || size > 128) {
    read_cell(p, object, ESC_ANY_OFFSET);
    return;
  }
  for (uint32_t k = 0; k < size; k += ESC_POINTER_BYTES)
    read_cell(p, object, esc_offset_add(offset, (int32_t)k));
}

/* Bytes leave as data, of an object the caller may store to as well. */
static void record_exposure(esc_propagation_t *p, esc_obj_t object,
                            int32_t offset, uint32_t size) {
  if (object_at(p, object)->level == 0 &&
      object_at(p, object)->holders.count == 0)
    return;
  bool is_wide = size > 128;
  for (uint32_t k = 0; k < size && (k == 0 || !is_wide);
       k += ESC_POINTER_BYTES) {
    uint32_t cell = read_cell(
        p, object,
        is_wide ? ESC_ANY_OFFSET : esc_offset_add(offset, (int32_t)k));
    if (cell != ESC_NONE)
      cell_at(p, cell)->is_exposed = true;
  }
}

/*===-- Constraints ------------------------------------------------------===*/

static void copy_range(esc_propagation_t *p, const esc_constraint_t *c,
                       uint32_t from, uint32_t to) {
  esc_watch_t watch = {
      .kind = ESC_WATCH_COPY,
      .offset = cell_at(p, from)->offset,
      .size = c->size,
      .loc = ESC_NONE,
      .to = {cell_at(p, to)->object, cell_at(p, to)->offset}};
  esc_obj_t object = cell_at(p, from)->object;
  read_cells(p, object, watch.offset, watch.size);
  add_watch(p, object, &watch);
}

static void escape_range(esc_propagation_t *p, const esc_constraint_t *c,
                         uint32_t from) {
  esc_watch_t watch = {.kind = ESC_WATCH_ESCAPE,
                       .offset = cell_at(p, from)->offset,
                       .size = c->size};
  esc_obj_t object = cell_at(p, from)->object;
  read_cells(p, object, watch.offset, watch.size);
  add_watch(p, object, &watch);
}

static void clobber(esc_propagation_t *p, esc_obj_t object, int32_t offset,
                    uint32_t size) {
  for (uint32_t i = 0; i < esc_slot_count(offset, size) && is_running(p);
       ++i) {
    uint32_t cell = make_cell(p, object, esc_slot(offset, size, i));
    if (cell != ESC_NONE)
      set_external_content(p, cell_node(p, cell));
  }
}

/* Bytes from outside are copied to `target`. */
static void copy_in(esc_propagation_t *p, uint32_t target) {
  clobber(p, cell_at(p, target)->object, ESC_ANY_OFFSET, ESC_ANY_SIZE);
}

/* `target` is new in the pointer `loc` of constraint `c`. */
static void meet_target(esc_propagation_t *p, const esc_constraint_t *c,
                        esc_loc_t loc, uint32_t target) {
  esc_obj_t object = cell_at(p, target)->object;
  int32_t at = esc_offset_add(cell_at(p, target)->offset, c->offset);
  step(p, 1);
  switch ((esc_constraint_kind_t)c->kind) {
  case ESC_COPY: {
    uint32_t moved = make_cell(
        p, object,
        esc_offset_advance(cell_at(p, target)->offset, c->offset));
    if (moved != ESC_NONE)
      add_target(p, c->dst, moved);
    return;
  }
  case ESC_LOAD: {
    esc_watch_t watch = {.kind = ESC_WATCH_LOAD,
                         .offset = at,
                         .size = c->size,
                         .loc = c->dst};
    read_cells(p, object, at, c->size);
    add_watch(p, object, &watch);
    return;
  }
  case ESC_STORE: {
    uint32_t cell = make_cell(p, object, at);
    if (cell != ESC_NONE)
      add_edge(p, c->src, cell_node(p, cell));
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
    record_exposure(p, object, at, c->size);
    add_watch(p, object, &watch);
    return;
  }
  case ESC_CLOBBER:
    clobber(p, object, at, c->size);
    return;
  case ESC_ADDR_OF:
  case ESC_ESCAPE:
  case ESC_UNKNOWN:
    return;
  }
}

/* The pointer `loc` of constraint `c` may now point to anything external. */
static void meet_external_pointer(esc_propagation_t *p,
                                  const esc_constraint_t *c, esc_loc_t loc) {
  switch ((esc_constraint_kind_t)c->kind) {
  case ESC_COPY:
  case ESC_LOAD:
    set_external_content(p, c->dst);
    return;
  case ESC_STORE:
    set_escapes(p, c->src);
    return;
  case ESC_MEMCPY:
    if (loc == c->dst)
      for (uint32_t i = 0;
           i < content_of(p, c->src)->targets.count && is_running(p); ++i)
        escape_range(p, c, content_of(p, c->src)->targets.data[i]);
    if (loc == c->src)
      for (uint32_t i = 0;
           i < content_of(p, c->dst)->targets.count && is_running(p); ++i)
        copy_in(p, content_of(p, c->dst)->targets.data[i]);
    return;
  case ESC_ADDR_OF:
  case ESC_ESCAPE:
  case ESC_UNKNOWN:
  case ESC_EXPOSE:
  case ESC_CLOBBER:
    return;
  }
}

/*===-- The loop ---------------------------------------------------------===*/

static void visit_pending(esc_propagation_t *p, uint32_t node) {
  while (p->nodes.data[node].pending.count && is_running(p)) {
    esc_node_t *at = &p->nodes.data[node];
    esc_pending_t pending = at->pending.data[--at->pending.count];
    settle(p, node - p->graph->loc_count, &pending);
  }
}

static void visit_node(esc_propagation_t *p, uint32_t node) {
  p->nodes.data[node].is_queued = false;
  /* Take what is new; more may come in while it is passed on. */
  esc_targets_t fresh = p->nodes.data[node].fresh;
  memset(&p->nodes.data[node].fresh, 0, sizeof fresh);
  bool is_external = content_of(p, node)->is_external &&
                     !p->nodes.data[node].passed_external;
  p->nodes.data[node].passed_external |= is_external;
  visit_pending(p, node);
  for (uint32_t i = 0;
       i < p->nodes.data[node].successors.count && is_running(p); ++i) {
    uint32_t successor = p->nodes.data[node].successors.data[i];
    for (uint32_t j = 0; j < fresh.count; ++j)
      add_target(p, successor, fresh.data[j]);
    if (is_external)
      set_external_content(p, successor);
  }
  if (p->nodes.data[node].escapes)
    for (uint32_t j = 0; j < fresh.count; ++j)
      set_external_object(p, cell_at(p, fresh.data[j])->object);
  if (p->nodes.data[node].is_exposed)
    for (uint32_t j = 0; j < fresh.count; ++j)
      expose_target(p, node - p->graph->loc_count, fresh.data[j]);
  if (node >= p->graph->loc_count)
    for (uint32_t j = 0; j < fresh.count; ++j)
      hold(p, cell_at(p, node - p->graph->loc_count)->object, fresh.data[j]);
  if (node < p->graph->loc_count)
    for (uint32_t i = p->uses.first_edge.data[node];
         i < p->uses.first_edge.data[node + 1]; ++i) {
      const esc_constraint_t *c =
          &p->graph->constraints.data[p->uses.targets.data[i]];
      for (uint32_t j = 0; j < fresh.count && is_running(p); ++j)
        meet_target(p, c, node, fresh.data[j]);
      if (is_external)
        meet_external_pointer(p, c, node);
    }
  esc_array_free(p->allocator, &fresh);
}

static void visit_external(esc_propagation_t *p, esc_obj_t object) {
  for (uint32_t i = 0; i < object_at(p, object)->cells.count && is_running(p);
       ++i)
    set_escapes(p, cell_node(p, object_at(p, object)->cells.data[i]));
  for (uint32_t i = 0; i < p->watches.data[object].count && is_running(p);
       ++i) {
    esc_watch_t watch = p->watches.data[object].data[i];
    meet_external(p, &watch);
  }
}

static void propagate(esc_propagation_t *p) {
  uint32_t head = 0;
  while (is_running(p)) {
    if (p->external_queue.count)
      visit_external(p,
                     p->external_queue.data[--p->external_queue.count]);
    else if (p->held_queue.count)
      visit_held(p, p->held_queue.data[--p->held_queue.count]);
    else if (head < p->queue.count)
      visit_node(p, p->queue.data[head++]);
    else
      return;
    /* Give back the part of the queue that is done. */
    if (head > 4096 && head > p->queue.count / 2) {
      memmove(p->queue.data, p->queue.data + head,
              (p->queue.count - head) * sizeof *p->queue.data);
      p->queue.count -= head;
      head = 0;
    }
  }
}

esc_status_t esc_solve(const esc_graph_t *graph, uint64_t max_steps,
                       esc_solution_t *solution) {
  esc_propagation_t p;
  memset(solution, 0, sizeof *solution);
  solution->graph = graph;
  solution->status = graph->status;
  if (solution->status == ESC_OK)
    esc_propagation_start(&p, graph, max_steps, solution);
  else
    return solution->status;
  for (uint32_t i = 0; i < graph->constraints.count && is_running(&p); ++i) {
    const esc_constraint_t *c = &graph->constraints.data[i];
    if (c->kind == ESC_ADDR_OF) {
      uint32_t target = make_cell(&p, c->src, c->offset);
      if (target != ESC_NONE)
        add_target(&p, c->dst, target);
    } else if (c->kind == ESC_COPY && c->offset == 0) {
      add_edge(&p, c->src, c->dst);
    } else if (c->kind == ESC_ESCAPE) {
      set_escapes(&p, c->src);
    } else if (c->kind == ESC_UNKNOWN) {
      set_external_content(&p, c->dst);
    }
  }
  propagate(&p);
  esc_propagation_end(&p);
  return solution->status;
}
