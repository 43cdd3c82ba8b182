/* See certify.h. Each `holds_` function answers whether one rule holds for one
 * constraint and changes nothing. */
#include "solve/certify_witness.h"

#include <stddef.h>

/* A function or constant: whoever has its address can do nothing to it. */
static bool is_constant(const witness_t *w, esc_obj_t object) {
  return object < w->graph->objects.count &&
         (w->graph->objects.data[object].kind == ESC_OBJECT_FUNCTION ||
          w->graph->objects.data[object].kind == ESC_OBJECT_CONSTANT);
}

static bool is_empty(const esc_content_t *content) {
  return content->targets.count == 0 && !content->is_external;
}

/* What external contents need not name. */
static bool is_implied(const witness_t *w, esc_obj_t object) {
  return object_at(w, object)->is_external || is_constant(w, object);
}

/* What a location or a cell may hold, as a rule asks for it. A content that is
 * external may be any external object or constant, and need not name it. */
typedef struct content {
  const esc_idset_t *targets;
  bool is_external;
} content_t;

static content_t in_loc(const witness_t *w, esc_loc_t loc) {
  content_t content = {&loc_at(w, loc)->targets, loc_at(w, loc)->is_external};
  return content;
}

/* The cell of `object` at any offset may hold something external. */
static bool holds_anything(const witness_t *w, esc_obj_t object) {
  uint32_t cell = find_cell(w, object, ESC_ANY_OFFSET);
  return cell != ESC_NONE && cell_at(w, cell)->content.is_external;
}

/* What is read from the cell of `object` at `offset`: nothing if it is not
 * there, but what the object may hold anywhere. */
static content_t in_cell(const witness_t *w, esc_obj_t object, int32_t offset) {
  static const esc_idset_t none;
  uint32_t cell = find_cell(w, object, offset);
  content_t content = {&none, holds_anything(w, object)};
  if (cell != ESC_NONE) {
    content.targets = &cell_at(w, cell)->content.targets;
    content.is_external |= cell_at(w, cell)->content.is_external;
  }
  return content;
}

static bool has_target(const witness_t *w, content_t content, uint32_t cell) {
  return esc_idset_contains(content.targets, cell) ||
         (content.is_external && is_implied(w, cell_at(w, cell)->object));
}

static bool points_to(const witness_t *w, content_t content, esc_obj_t object,
                      int32_t offset) {
  if (content.is_external && is_implied(w, object))
    return true;
  uint32_t cell = find_cell(w, object, offset);
  return cell != ESC_NONE && esc_idset_contains(content.targets, cell);
}

static bool includes(const witness_t *w, content_t content,
                     const esc_content_t *included) {
  for (uint32_t i = 0; i < included->targets.count; ++i)
    if (!has_target(w, content, included->targets.data[i]))
      return false;
  return content.is_external || !included->is_external;
}

/* Everything `content` points to is external. */
static bool has_left(const witness_t *w, const esc_content_t *content) {
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    const esc_cell_t *target = cell_at(w, content->targets.data[i]);
    if (!object_at(w, target->object)->is_external &&
        !is_constant(w, target->object))
      return false;
  }
  return true;
}

/* How many of the eight bytes at `cell` an access touches. */
static uint32_t bytes_touched(int32_t offset, uint32_t size, int32_t cell) {
  if (offset == ESC_ANY_OFFSET || cell == ESC_ANY_OFFSET)
    return size ? ESC_POINTER_BYTES : 0;
  uint32_t touched = 0;
  for (int64_t byte = cell; byte < (int64_t)cell + ESC_POINTER_BYTES; ++byte)
    touched += byte >= offset &&
               (size == ESC_ANY_SIZE || byte < (int64_t)offset + size);
  return touched;
}

/* `content` has the placeholder that stands for what a cell of placeholder
 * `object` holds at entry. */
static bool has_initial(const witness_t *w, content_t content, esc_obj_t object,
                        int32_t offset) {
  const esc_solved_object_t *holder = object_at(w, object);
  esc_obj_t held = holder->level == 1 ? find_placeholder(w, object, 2, offset)
                   : holder->level == 2
                       ? find_placeholder(w, holder->parent, 3, 0)
                       : object;
  return held != ESC_NONE && points_to(w, content, held, 0);
}

/* The cell for `offset` of a placeholder is there and holds what the caller had
 * there at entry. Other objects hold nothing at entry. */
static bool holds_entry(const witness_t *w, esc_obj_t object, int32_t offset) {
  if (object_at(w, object)->level == 0 || object_at(w, object)->is_external)
    return true;
  uint32_t cell = find_cell(w, object, offset);
  return cell != ESC_NONE && has_initial(w, in_cell(w, object, offset), object,
                                         cell_at(w, cell)->offset);
}

/* The same for each cell that an access reads. */
static bool holds_read(const witness_t *w, esc_obj_t object, int32_t offset,
                       uint32_t size) {
  if (size > 128 || offset == ESC_ANY_OFFSET)
    return size == 0 || holds_entry(w, object, ESC_ANY_OFFSET);
  for (uint32_t i = 0; i < size; i += ESC_POINTER_BYTES)
    if (!holds_entry(w, object, esc_offset_add(offset, (int32_t)i)))
      return false;
  return true;
}

/* The slot of eight bytes in which `byte` lies. */
static int32_t slot_of(int32_t byte) {
  return esc_offset_add(byte - ((byte % 8) + 8) % 8, 0);
}

static bool is_marked(const witness_t *w, esc_obj_t object, int32_t offset) {
  uint32_t cell = find_cell(w, object, offset);
  return cell != ESC_NONE && cell_at(w, cell)->is_exposed &&
         holds_entry(w, object, offset);
}

/* Each byte that leaves as data lies in a cell that is marked. */
static bool holds_marks(const witness_t *w, esc_obj_t object, int32_t offset,
                        uint32_t size) {
  if (size > 128 || offset == ESC_ANY_OFFSET)
    return size == 0 || is_marked(w, object, ESC_ANY_OFFSET);
  for (uint32_t i = 0; i < size; ++i)
    if (!is_marked(w, object, slot_of(offset + (int32_t)i)))
      return false;
  return true;
}

/* What is read from a held object may be anything its holders lead to; what
 * is read from an external one is the external world's. */
static bool holds_held(const witness_t *w, content_t into, esc_obj_t object) {
  const esc_idset_t *holders = &object_at(w, object)->holders;
  for (uint32_t i = 0; i < holders->count && !object_at(w, object)->is_external;
       ++i) {
    esc_obj_t deep = find_placeholder(w, holders->data[i], 3, 0);
    if (deep == ESC_NONE || !points_to(w, into, deep, 0))
      return false;
  }
  return true;
}

static bool holds_copy(const witness_t *w, const esc_constraint_t *c) {
  const esc_content_t *src = loc_at(w, c->src);
  const content_t dst = in_loc(w, c->dst);
  for (uint32_t i = 0; i < src->targets.count; ++i) {
    const esc_cell_t *target = cell_at(w, src->targets.data[i]);
    if (!points_to(w, dst, target->object,
                   esc_offset_advance(target->offset, c->offset)))
      return false;
  }
  return dst.is_external || !src->is_external;
}

static bool holds_load(const witness_t *w, const esc_constraint_t *c) {
  const esc_content_t *src = loc_at(w, c->src);
  const content_t dst = in_loc(w, c->dst);
  if (src->is_external && !dst.is_external)
    return false;
  for (uint32_t i = 0; i < src->targets.count; ++i) {
    const esc_cell_t *target = cell_at(w, src->targets.data[i]);
    const esc_solved_object_t *object = object_at(w, target->object);
    int32_t at = esc_offset_add(target->offset, c->offset);
    if (!holds_read(w, target->object, at, c->size) ||
        !holds_held(w, dst, target->object) ||
        (object->is_external && !dst.is_external))
      return false;
    for (uint32_t j = 0; j < object->cells.count; ++j) {
      const esc_cell_t *cell = cell_at(w, object->cells.data[j]);
      uint32_t touched = bytes_touched(at, c->size, cell->offset);
      if (touched == 0 || is_empty(&cell->content))
        continue;
      if (touched == ESC_POINTER_BYTES
              ? !includes(w, dst, &cell->content)
              : !dst.is_external || !has_left(w, &cell->content))
        return false;
    }
  }
  return true;
}

static bool holds_store(const witness_t *w, const esc_constraint_t *c) {
  const esc_content_t *dst = loc_at(w, c->dst), *src = loc_at(w, c->src);
  if (dst->is_external && !has_left(w, src))
    return false;
  for (uint32_t i = 0; i < dst->targets.count; ++i) {
    const esc_cell_t *target = cell_at(w, dst->targets.data[i]);
    if (is_constant(w, target->object))
      continue;
    int32_t at = esc_offset_add(target->offset, c->offset);
    if (object_at(w, target->object)->is_external
            ? !has_left(w, src)
            : !includes(w, in_cell(w, target->object, at), src))
      return false;
  }
  return true;
}

/* Bytes of `from` go to external memory. */
static bool holds_departure(const witness_t *w, const esc_cell_t *from,
                            uint32_t size) {
  const esc_solved_object_t *source = object_at(w, from->object);
  for (uint32_t i = 0; i < source->cells.count; ++i) {
    const esc_cell_t *cell = cell_at(w, source->cells.data[i]);
    if (bytes_touched(from->offset, size, cell->offset) &&
        !has_left(w, &cell->content))
      return false;
  }
  for (uint32_t i = 0; i < source->holders.count && !source->is_external; ++i) {
    esc_obj_t deep = find_placeholder(w, source->holders.data[i], 3, 0);
    if (deep == ESC_NONE || !object_at(w, deep)->is_external)
      return false;
  }
  return true;
}

/* Bytes of `from` arrive in `to`. */
static bool holds_transfer(const witness_t *w, const esc_cell_t *to,
                           const esc_cell_t *from, uint32_t size) {
  const esc_solved_object_t *source = object_at(w, from->object);
  if (is_constant(w, to->object))
    return true;
  if (object_at(w, to->object)->is_external)
    return holds_departure(w, from, size);
  for (uint32_t i = 0; i < source->cells.count; ++i) {
    const esc_cell_t *cell = cell_at(w, source->cells.data[i]);
    uint32_t touched = bytes_touched(from->offset, size, cell->offset);
    if (touched == 0 || is_empty(&cell->content))
      continue;
    const content_t arrived = in_cell(
        w, to->object,
        esc_offset_add(to->offset,
                       esc_copy_shift(from->object, from->offset, cell->offset,
                                      to->object, to->offset)));
    if (touched == ESC_POINTER_BYTES
            ? !includes(w, arrived, &cell->content)
            : !arrived.is_external || !has_left(w, &cell->content))
      return false;
  }
  if (source->is_external && !holds_anything(w, to->object))
    return false;
  return holds_held(w, in_cell(w, to->object, ESC_ANY_OFFSET), from->object);
}

static bool holds_memcpy(const witness_t *w, const esc_constraint_t *c) {
  const esc_content_t *dst = loc_at(w, c->dst), *src = loc_at(w, c->src);
  for (uint32_t i = 0; i < dst->targets.count; ++i) {
    esc_obj_t to = cell_at(w, dst->targets.data[i])->object;
    if (src->is_external && !is_constant(w, to) &&
        !object_at(w, to)->is_external && !holds_anything(w, to))
      return false;
  }
  for (uint32_t i = 0; i < src->targets.count; ++i) {
    const esc_cell_t *from = cell_at(w, src->targets.data[i]);
    if (!is_empty(dst) && !holds_read(w, from->object, from->offset, c->size))
      return false;
    if (dst->is_external && !holds_departure(w, from, c->size))
      return false;
    for (uint32_t j = 0; j < dst->targets.count; ++j)
      if (!holds_transfer(w, cell_at(w, dst->targets.data[j]), from, c->size))
        return false;
  }
  return true;
}

static bool holds_expose(const witness_t *w, const esc_constraint_t *c) {
  const esc_content_t *src = loc_at(w, c->src);
  for (uint32_t i = 0; i < src->targets.count; ++i) {
    const esc_cell_t *target = cell_at(w, src->targets.data[i]);
    const esc_solved_object_t *object = object_at(w, target->object);
    int32_t at = esc_offset_add(target->offset, c->offset);
    bool is_callers = object->level || object->holders.count;
    if (is_callers && !object->is_external &&
        !holds_marks(w, target->object, at, c->size))
      return false;
    for (uint32_t j = 0; j < object->cells.count; ++j) {
      const esc_cell_t *cell = cell_at(w, object->cells.data[j]);
      if (!bytes_touched(at, c->size, cell->offset))
        continue;
      for (uint32_t k = 0; k < cell->content.targets.count; ++k) {
        esc_obj_t index = cell_at(w, cell->content.targets.data[k])->object;
        const esc_solved_object_t *held = object_at(w, index);
        /* What the caller had there is exported by the mark. */
        bool is_initial = object->level && (index == target->object ||
                                            (held->level == object->level + 1 &&
                                             held->param == object->param));
        if (!is_initial && !held->is_external && !is_constant(w, index))
          return false;
      }
    }
  }
  return true;
}

/* Each byte that is overwritten lies in a cell that may hold anything. */
static bool holds_clobber(const witness_t *w, const esc_constraint_t *c) {
  const esc_content_t *dst = loc_at(w, c->dst);
  for (uint32_t i = 0; i < dst->targets.count; ++i) {
    const esc_cell_t *target = cell_at(w, dst->targets.data[i]);
    if (is_constant(w, target->object) ||
        object_at(w, target->object)->is_external)
      continue;
    int32_t at = esc_offset_add(target->offset, c->offset);
    bool is_wide = at == ESC_ANY_OFFSET || c->size > 128;
    if (c->size && is_wide && !holds_anything(w, target->object))
      return false;
    if (is_wide)
      continue;
    for (int32_t byte = at; byte < at + (int32_t)c->size; ++byte) {
      if (!in_cell(w, target->object, slot_of(byte)).is_external)
        return false;
    }
  }
  return true;
}

static bool holds_hold(const witness_t *w, const esc_constraint_t *c) {
  uint32_t cell = find_cell(w, c->dst, c->offset);
  return cell != ESC_NONE && has_left(w, loc_at(w, c->src)) &&
         includes(w, in_cell(w, c->dst, c->offset), loc_at(w, c->src));
}

static const char *check_constraint(const witness_t *w,
                                    const esc_constraint_t *c) {
  switch ((esc_constraint_kind_t)c->kind) {
  case ESC_ADDR_OF:
    return points_to(w, in_loc(w, c->dst), c->src, c->offset)
               ? NULL
               : "address-of: the location points to the object";
  case ESC_COPY:
    return holds_copy(w, c) ? NULL : "copy: the location has what is copied";
  case ESC_LOAD:
    return holds_load(w, c) ? NULL : "load: the location has what is read";
  case ESC_STORE:
    return holds_store(w, c) ? NULL : "store: the cells have what is stored";
  case ESC_MEMCPY:
    return holds_memcpy(w, c) ? NULL : "memcpy: the cells have what is copied";
  case ESC_ESCAPE:
    return has_left(w, loc_at(w, c->src))
               ? NULL
               : "escape: what is pointed to is external";
  case ESC_UNKNOWN:
    return loc_at(w, c->dst)->is_external
               ? NULL
               : "unknown: the location may be anything external";
  case ESC_EXPOSE:
    return holds_expose(w, c) ? NULL : "expose: what is read is external";
  case ESC_CLOBBER:
    return holds_clobber(w, c) ? NULL : "clobber: the object may hold anything";
  case ESC_HOLD:
    return holds_hold(w, c) ? NULL : "hold: the cell has what it held";
  }
  return "the kind of a constraint is known";
}

/* What holds for each object whatever the constraints. */
static const char *check_closure(const witness_t *w, esc_obj_t index) {
  const esc_solved_object_t *object = object_at(w, index);
  esc_obj_t root = object->level == 1 ? index : object->parent;
  for (esc_obj_t i = w->graph->objects.count;
       object->level && object->is_external && i < w->solution->objects.count;
       ++i)
    if (object_at(w, i)->parent == root &&
        object_at(w, i)->level > object->level && !object_at(w, i)->is_external)
      return "what an external placeholder leads to is external";
  for (uint32_t i = 0; i < object->cells.count; ++i) {
    const esc_content_t *content = &cell_at(w, object->cells.data[i])->content;
    if (object->is_external && !has_left(w, content))
      return "what an external object holds is external";
    for (uint32_t j = 0; j < content->targets.count; ++j) {
      const esc_solved_object_t *held =
          object_at(w, cell_at(w, content->targets.data[j])->object);
      if (held->level || held->is_external || object->is_external ||
          is_constant(w, cell_at(w, content->targets.data[j])->object))
        continue;
      if (object->level && !esc_idset_contains(&held->holders, root))
        return "what a placeholder holds is held by its parameter";
      for (uint32_t k = 0; k < object->holders.count && !object->level; ++k)
        if (!esc_idset_contains(&held->holders, object->holders.data[k]))
          return "what a held object holds is held as well";
    }
  }
  return NULL;
}

esc_status_t esc_certify(const esc_graph_t *graph,
                         const esc_solution_t *solution,
                         esc_refusal_t *refusal) {
  witness_t witness = {graph, solution};
  const char *rule;
  *refusal = (esc_refusal_t){"", ESC_NONE, ESC_NONE};
  if (esc_certify_shape(&witness, refusal) != ESC_OK)
    return ESC_BAD_INPUT;
  for (uint32_t i = 0; i < graph->constraints.count; ++i)
    if ((rule = check_constraint(&witness, &graph->constraints.data[i])))
      return refuse(refusal, rule, i, ESC_NONE);
  for (uint32_t i = 0; i < solution->objects.count; ++i)
    if ((rule = check_closure(&witness, i)))
      return refuse(refusal, rule, ESC_NONE, i);
  return ESC_OK;
}
