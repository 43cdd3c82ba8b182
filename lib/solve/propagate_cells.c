/* The fast solver's memory: cells, placeholders, who holds whom, and the
 * watches on objects. See propagate.c. */
#include "solve/propagate.h"

#include <string.h>

static void enqueue(esc_propagation_t *p, uint32_t node) {
  if (p->nodes.data[node].is_queued)
    return;
  p->nodes.data[node].is_queued = true;
  if (!esc_array_push(p->allocator, &p->queue, node))
    fail(p);
}

void esc_prop_add_target(esc_propagation_t *p, uint32_t node, uint32_t target) {
  step(p, 1);
  if (content_of(p, node)->is_external && !p->names_all &&
      esc_is_implied(p->solution, target))
    return;
  esc_change_t change =
      esc_idset_insert(p->allocator, &content_of(p, node)->targets, target);
  if (change == ESC_UNCHANGED)
    return;
  if (change == ESC_CHANGE_FAILED ||
      !esc_array_push(p->allocator, &p->nodes.data[node].fresh, target)) {
    fail(p);
    return;
  }
  enqueue(p, node);
}

void esc_prop_set_external_content(esc_propagation_t *p, uint32_t node) {
  esc_content_t *content = content_of(p, node);
  if (content->is_external)
    return;
  content->is_external = true;
  if (!esc_array_push(p->allocator, &p->external_nodes, node))
    fail(p);
}

void esc_prop_set_external_object(esc_propagation_t *p, esc_obj_t object) {
  esc_solved_object_t *solved = object_at(p, object);
  if (solved->is_external || solved->is_constant)
    return;
  solved->is_external = true;
  if (!esc_array_push(p->allocator, &p->external_queue, object))
    fail(p);
  if (solved->level == 0 || solved->level == 3)
    return;
  /* So is all that an external placeholder leads to. */
  const esc_obj_t root = solved->level == 1 ? object : solved->parent;
  const uint8_t level = solved->level;
  for (esc_obj_t i = p->graph->objects.count; i < p->solution->objects.count;
       ++i)
    if (object_at(p, i)->parent == root && object_at(p, i)->level > level)
      esc_prop_set_external_object(p, i);
}

/* What `node` points to is external, now and later. */
void esc_prop_set_escapes(esc_propagation_t *p, uint32_t node) {
  if (p->nodes.data[node].escapes)
    return;
  p->nodes.data[node].escapes = true;
  const esc_idset_t *targets = &content_of(p, node)->targets;
  for (uint32_t i = 0; i < targets->count; ++i)
    esc_prop_set_external_object(p, cell_at(p, targets->data[i])->object);
}

/* Whether `held` is what a cell of placeholder `holder` had at entry. */
static bool is_initial(const esc_propagation_t *p, esc_obj_t holder,
                       esc_obj_t held) {
  const esc_solved_object_t *at = object_at(p, holder);
  const esc_solved_object_t *in = object_at(p, held);
  return at->level && (held == holder ||
                       (in->level == at->level + 1 && in->param == at->param));
}

void esc_prop_expose_target(esc_propagation_t *p, uint32_t cell,
                            uint32_t target) {
  esc_obj_t held = cell_at(p, target)->object;
  if (!is_initial(p, cell_at(p, cell)->object, held))
    esc_prop_set_external_object(p, held);
}

static void set_exposed(esc_propagation_t *p, uint32_t cell) {
  esc_node_t *node = &p->nodes.data[cell_node(p, cell)];
  if (node->is_exposed)
    return;
  node->is_exposed = true;
  for (uint32_t i = 0; i < cell_at(p, cell)->content.targets.count; ++i)
    esc_prop_expose_target(p, cell, cell_at(p, cell)->content.targets.data[i]);
}

/* to contains from, now and later. */
void esc_prop_add_edge(esc_propagation_t *p, uint32_t from, uint32_t to) {
  if (from == to)
    return;
  esc_change_t change =
      esc_idset_insert(p->allocator, &p->nodes.data[from].successors, to);
  if (change == ESC_CHANGE_FAILED)
    fail(p);
  if (change != ESC_CHANGED)
    return;
  for (uint32_t i = 0; i < content_of(p, from)->targets.count && is_running(p);
       ++i)
    esc_prop_add_target(p, to, content_of(p, from)->targets.data[i]);
  if (content_of(p, from)->is_external)
    esc_prop_set_external_content(p, to);
}

static esc_obj_t make_placeholder(esc_propagation_t *p, esc_obj_t parent,
                                  uint8_t level, int32_t offset);

/* Does what waited for `cell` to hold something. */
void esc_prop_settle(esc_propagation_t *p, uint32_t cell,
                     const esc_pending_t *pending) {
  uint32_t to = pending->loc;
  if (to == ESC_NONE) {
    uint32_t sink =
        esc_prop_make_cell(p, pending->to.object, pending->to.offset);
    if (sink == ESC_NONE)
      return;
    to = cell_node(p, sink);
  }
  if (pending->is_split)
    esc_prop_set_external_content(p, to);
  else
    esc_prop_add_edge(p, cell_node(p, cell), to);
}

static void pass_on(esc_propagation_t *p, uint32_t cell,
                    const esc_pending_t *pending) {
  const esc_content_t *content = &cell_at(p, cell)->content;
  if (pending->is_split)
    esc_prop_set_escapes(p, cell_node(p, cell));
  if (content->targets.count || content->is_external)
    esc_prop_settle(p, cell, pending);
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
  esc_pending_t pending = {
      .is_split = overlap == ESC_PARTIAL, .loc = watch->loc, .to = watch->to};
  switch (watch->kind) {
  case ESC_WATCH_LOAD:
    if (overlap == ESC_COVERED)
      esc_prop_add_edge(p, cell_node(p, cell), watch->loc);
    else
      pass_on(p, cell, &pending);
    return;
  case ESC_WATCH_EXPOSE:
    set_exposed(p, cell);
    return;
  case ESC_WATCH_ESCAPE:
    esc_prop_set_escapes(p, cell_node(p, cell));
    return;
  case ESC_WATCH_COPY:
    pending.to.offset =
        esc_offset_add(watch->to.offset,
                       esc_copy_shift(cell_at(p, cell)->object, watch->offset,
                                      at, watch->to.object, watch->to.offset));
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
  uint32_t cell = esc_prop_make_cell(p, watch->to.object, ESC_ANY_OFFSET);
  return cell == ESC_NONE ? ESC_NONE : cell_node(p, cell);
}

/* Where in `cells` an offset is, or belongs. */
static uint32_t place_of(const esc_cells_at_t *cells, int32_t offset) {
  uint32_t low = 0, high = cells->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (cells->data[middle].offset < offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The object a watch is on became external: reads of it yield anything. */
void esc_prop_meet_external(esc_propagation_t *p, const esc_watch_t *watch) {
  uint32_t sink = watch_sink(p, watch);
  if (sink != ESC_NONE)
    esc_prop_set_external_content(p, sink);
}

/* The caller's memory may hold the address of the object: the caller may have
 * stored there what is reachable from `holder`. */
static void meet_holder(esc_propagation_t *p, esc_obj_t object,
                        const esc_watch_t *watch, esc_obj_t holder) {
  if (watch->kind == ESC_WATCH_EXPOSE) {
    esc_prop_record_exposure(p, object, watch->offset, watch->size);
    return;
  }
  esc_obj_t deep = make_placeholder(p, holder, 3, 0);
  if (deep == ESC_NONE)
    return;
  if (watch->kind == ESC_WATCH_ESCAPE) {
    esc_prop_set_external_object(p, deep);
    return;
  }
  uint32_t target = esc_prop_make_cell(p, deep, 0);
  uint32_t sink = watch_sink(p, watch);
  if (target != ESC_NONE && sink != ESC_NONE)
    esc_prop_add_target(p, sink, target);
}

/* The watch meets the cells that are there. Those that are made meanwhile meet
 * it when they are made; meeting it twice does nothing. */
static void meet_cells(esc_propagation_t *p, esc_obj_t object,
                       const esc_watch_t *watch) {
  int32_t before = watch->offset;
  if (p->cells_at.data[object].count &&
      p->cells_at.data[object].data[0].offset == ESC_ANY_OFFSET)
    meet(p, watch, p->cells_at.data[object].data[0].cell);
  if (watch->offset != ESC_ANY_OFFSET)
    before -= ESC_POINTER_BYTES;
  for (uint32_t i = place_of(&p->cells_at.data[object], before + 1);
       i < p->cells_at.data[object].count && is_running(p); ++i) {
    const esc_cell_at_t *at = &p->cells_at.data[object].data[i];
    if (watch->offset != ESC_ANY_OFFSET &&
        esc_overlap(watch->offset, watch->size, at->offset) == ESC_DISJOINT)
      break;
    meet(p, watch, at->cell);
  }
}

void esc_prop_add_watch(esc_propagation_t *p, esc_obj_t object,
                        const esc_watch_t *watch) {
  if (!esc_array_push(p->allocator, &p->watches.data[object], *watch)) {
    fail(p);
    return;
  }
  meet_cells(p, object, watch);
  if (object_at(p, object)->is_external)
    esc_prop_meet_external(p, watch);
}

/*===-- Holders ----------------------------------------------------------===*/

static void add_holder(esc_propagation_t *p, esc_obj_t object,
                       esc_obj_t holder) {
  if (object_at(p, object)->level || object_at(p, object)->is_constant)
    return;
  esc_change_t change =
      esc_idset_insert(p->allocator, &object_at(p, object)->holders, holder);
  esc_held_t held = {object, holder};
  if (change == ESC_CHANGE_FAILED ||
      (change == ESC_CHANGED &&
       !esc_array_push(p->allocator, &p->held_queue, held)))
    fail(p);
}

/* `target` is new in a cell of `object`. */
void esc_prop_hold(esc_propagation_t *p, esc_obj_t object, uint32_t target) {
  const esc_solved_object_t *holder = object_at(p, object);
  esc_obj_t held = cell_at(p, target)->object;
  if (holder->level)
    add_holder(p, held, holder->level == 1 ? object : holder->parent);
  for (uint32_t i = 0; i < object_at(p, object)->holders.count; ++i)
    add_holder(p, held, object_at(p, object)->holders.data[i]);
}

void esc_prop_visit_held(esc_propagation_t *p, esc_held_t held) {
  for (uint32_t i = 0;
       i < object_at(p, held.object)->cells.count && is_running(p); ++i) {
    uint32_t cell = object_at(p, held.object)->cells.data[i];
    for (uint32_t j = 0; j < cell_at(p, cell)->content.targets.count; ++j)
      add_holder(p,
                 cell_at(p, cell_at(p, cell)->content.targets.data[j])->object,
                 held.holder);
  }
}

void esc_prop_meet_holders(esc_propagation_t *p) {
  for (esc_obj_t i = 0; i < p->graph->objects.count && is_running(p); ++i) {
    const esc_met_t now = {p->watches.data[i].count,
                           object_at(p, i)->holders.count};
    if (object_at(p, i)->is_external || now.holders == 0 ||
        (now.watches == p->met.data[i].watches &&
         now.holders == p->met.data[i].holders))
      continue;
    p->met.data[i] = now;
    for (uint32_t w = 0; w < now.watches && is_running(p); ++w) {
      esc_watch_t watch = p->watches.data[i].data[w];
      for (uint32_t h = 0; h < now.holders && is_running(p); ++h)
        meet_holder(p, i, &watch, object_at(p, i)->holders.data[h]);
    }
  }
}

/*===-- Cells and placeholders -------------------------------------------===*/

static bool add_object(esc_propagation_t *p,
                       const esc_solved_object_t *object) {
  esc_watch_list_t none = {0};
  esc_cells_at_t no_cells = {0};
  if (esc_array_push(p->allocator, &p->solution->objects, *object) &&
      esc_array_push(p->allocator, &p->watches, none) &&
      esc_array_push(p->allocator, &p->cells_at, no_cells))
    return true;
  fail(p);
  return false;
}

/* Whether `parent`, or a placeholder of it above `level`, is external. */
static bool leads_out(const esc_propagation_t *p, esc_obj_t parent,
                      uint8_t level) {
  if (object_at(p, parent)->is_external)
    return true;
  for (esc_obj_t i = p->graph->objects.count;
       level == 3 && i < p->solution->objects.count; ++i)
    if (object_at(p, i)->parent == parent && object_at(p, i)->level == 2 &&
        object_at(p, i)->is_external)
      return true;
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
  if (!add_object(p, &made))
    return ESC_NONE;
  esc_obj_t object = p->solution->objects.count - 1;
  if (leads_out(p, parent, level))
    esc_prop_set_external_object(p, object);
  return object;
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

uint32_t esc_prop_make_cell(esc_propagation_t *p, esc_obj_t object,
                            int32_t offset) {
  offset = esc_bound_offset(p->graph, object_at(p, object)->level, offset);
  esc_cells_at_t *cells = &p->cells_at.data[object];
  uint32_t place = place_of(cells, offset);
  if (place < cells->count && cells->data[place].offset == offset)
    return cells->data[place].cell;
  if (!is_running(p))
    return ESC_NONE;
  esc_cell_t cell = {.object = object, .offset = offset};
  esc_node_t node = {.escapes = object_at(p, object)->is_external};
  uint32_t made = p->solution->cells.count;
  if (!esc_array_push(p->allocator, &p->solution->cells, cell) ||
      !esc_array_push(p->allocator, &p->nodes, node) ||
      !esc_array_reserve(p->allocator, cells, 1) ||
      esc_idset_insert(p->allocator, &object_at(p, object)->cells, made) ==
          ESC_CHANGE_FAILED) {
    fail(p);
    return ESC_NONE;
  }
  memmove(cells->data + place + 1, cells->data + place,
          (cells->count - place) * sizeof *cells->data);
  cells->data[place] = (esc_cell_at_t){offset, made};
  cells->count++;
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
  uint32_t cell = esc_prop_make_cell(p, object, offset);
  if (cell == ESC_NONE || object_at(p, object)->level == 0 ||
      p->nodes.data[cell_node(p, cell)].is_read)
    return cell;
  p->nodes.data[cell_node(p, cell)].is_read = true;
  esc_obj_t held = initial_object(p, object, cell_at(p, cell)->offset);
  uint32_t target =
      held == ESC_NONE ? ESC_NONE : esc_prop_make_cell(p, held, 0);
  if (target != ESC_NONE)
    esc_prop_add_target(p, cell_node(p, cell), target);
  return cell;
}

/* The cells that a read of `size` bytes meets in a placeholder. */
void esc_prop_read_cells(esc_propagation_t *p, esc_obj_t object, int32_t offset,
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
void esc_prop_record_exposure(esc_propagation_t *p, esc_obj_t object,
                              int32_t offset, uint32_t size) {
  if (object_at(p, object)->level == 0 &&
      object_at(p, object)->holders.count == 0)
    return;
  for (uint32_t i = 0; i < esc_slot_count(offset, size); ++i) {
    uint32_t cell = read_cell(p, object, esc_slot(offset, size, i));
    if (cell != ESC_NONE)
      cell_at(p, cell)->is_exposed = true;
  }
}
