/* The reference solver's rules for memory. See reference.c. */
#include "solve/reference.h"

/* Makes the cells of a placeholder that an access of `size` bytes at `offset`
 * reads, so that they hold what the caller had there. Whole pointers at
 * multiples of eight are enough: an unaligned one in the caller's memory
 * overlaps such a cell in part, and is external there (docs/soundness.md). */
static void use_cells(esc_reference_t *solver, esc_obj_t object, int32_t offset,
                      uint32_t size) {
  if (object_at(solver, object)->level == 0 || size == 0)
    return;
  if (offset == ESC_ANY_OFFSET || size > 128) {
    esc_reference_use_cell(solver, object, ESC_ANY_OFFSET);
    return;
  }
  for (uint32_t k = 0; k < size; k += ESC_POINTER_BYTES)
    esc_reference_use_cell(solver, object, esc_offset_add(offset, (int32_t)k));
}

/* Some bytes of the pointers in `from` go to `into`, where others may complete
 * them: they are external, and so is what is put together again. */
static void split(esc_reference_t *solver, esc_content_t *into,
                  const esc_content_t *from) {
  escape_content(solver, from);
  if (from->targets.count || from->is_external)
    set_external_content(solver, into);
}

/* LOAD: d contains what the cells hold that the access covers. */
void esc_reference_load(esc_reference_t *solver, const esc_constraint_t *c) {
  int32_t offset;
  FOR_EACH_TARGET(solver, c->src, target, object, offset) {
    int32_t at = esc_offset_add(offset, c->offset);
    use_cells(solver, object, at, c->size);
    const esc_idset_t *cells = &object_at(solver, object)->cells;
    for (uint32_t i = 0; i < cells->count; ++i) {
      esc_cell_t *cell = cell_at(solver, cells->data[i]);
      switch (esc_overlap(at, c->size, cell->offset)) {
      case ESC_COVERED:
        merge(solver, loc(solver, c->dst), &cell->content);
        break;
      case ESC_PARTIAL:
        split(solver, loc(solver, c->dst), &cell->content);
        break;
      case ESC_DISJOINT:
        break;
      }
    }
    if (object_at(solver, object)->is_external)
      set_external_content(solver, loc(solver, c->dst));
  }
  if (loc(solver, c->src)->is_external)
    set_external_content(solver, loc(solver, c->dst));
}

/* STORE: the cells contain s, but for those of constants. Through an external
 * pointer, s leaves. */
void esc_reference_store(esc_reference_t *solver, const esc_constraint_t *c) {
  int32_t offset;
  FOR_EACH_TARGET(solver, c->dst, target, object, offset) {
    if (object_at(solver, object)->is_constant)
      continue;
    uint32_t cell = esc_reference_make_cell(solver, object,
                                            esc_offset_add(offset, c->offset));
    if (cell != ESC_NONE)
      merge(solver, &cell_at(solver, cell)->content, loc(solver, c->src));
  }
  if (loc(solver, c->dst)->is_external)
    escape_content(solver, loc(solver, c->src));
}

/* One pair of MEMCPY: cells of `from` at or after `from_offset` flow to `to`,
 * shifted. */
static void copy_cells(esc_reference_t *solver, esc_obj_t to, int32_t to_offset,
                       esc_obj_t from, int32_t from_offset, uint32_t size) {
  use_cells(solver, from, from_offset, size);
  if (object_at(solver, to)->is_constant)
    return;
  uint32_t count = object_at(solver, from)->cells.count;
  for (uint32_t i = 0; i < count && solver->solution->status == ESC_OK; ++i) {
    uint32_t source = object_at(solver, from)->cells.data[i];
    int32_t at = cell_at(solver, source)->offset;
    esc_overlap_t overlap = esc_overlap(from_offset, size, at);
    if (overlap == ESC_DISJOINT ||
        (content_of(solver, source)->targets.count == 0 &&
         !content_of(solver, source)->is_external))
      continue;
    int32_t shift = esc_copy_shift(from, from_offset, at, to, to_offset);
    uint32_t sink =
        esc_reference_make_cell(solver, to, esc_offset_add(to_offset, shift));
    if (sink == ESC_NONE)
      return;
    if (overlap == ESC_COVERED)
      merge(solver, content_of(solver, sink), content_of(solver, source));
    else
      split(solver, content_of(solver, sink), content_of(solver, source));
  }
  if (!object_at(solver, from)->is_external)
    return;
  uint32_t sink = esc_reference_make_cell(solver, to, ESC_ANY_OFFSET);
  if (sink != ESC_NONE)
    set_external_content(solver, content_of(solver, sink));
}

/* The part of MEMCPY that goes to external memory. */
static void copy_out(esc_reference_t *solver, esc_obj_t from,
                     int32_t from_offset, uint32_t size) {
  use_cells(solver, from, from_offset, size);
  const esc_idset_t *cells = &object_at(solver, from)->cells;
  for (uint32_t i = 0; i < cells->count; ++i)
    if (esc_overlap(from_offset, size,
                    cell_at(solver, cells->data[i])->offset) != ESC_DISJOINT)
      escape_content(solver, content_of(solver, cells->data[i]));
}

/* MEMCPY: bytes carry pointers. */
void esc_reference_memcpy(esc_reference_t *solver, const esc_constraint_t *c) {
  int32_t from_offset, to_offset;
  FOR_EACH_TARGET(solver, c->src, from_target, from, from_offset) {
    FOR_EACH_TARGET(solver, c->dst, to_target, to, to_offset)
    copy_cells(solver, to, to_offset, from, from_offset, c->size);
    if (loc(solver, c->dst)->is_external)
      copy_out(solver, from, from_offset, c->size);
  }
  if (!loc(solver, c->src)->is_external)
    return;
  FOR_EACH_TARGET(solver, c->dst, to_target, to, to_offset) {
    if (object_at(solver, to)->is_constant)
      continue;
    uint32_t sink = esc_reference_make_cell(solver, to, ESC_ANY_OFFSET);
    if (sink != ESC_NONE)
      set_external_content(solver, content_of(solver, sink));
  }
}

/* Records that bytes leave as data. A summary exports each record as an access
 * of one slot, so a wide access needs several. */
static void expose_cells(esc_reference_t *solver, esc_obj_t object,
                         int32_t offset, uint32_t size) {
  for (uint32_t i = 0; i < esc_slot_count(offset, size); ++i) {
    uint32_t cell =
        esc_reference_use_cell(solver, object, esc_slot(offset, size, i));
    if (cell == ESC_NONE || cell_at(solver, cell)->is_exposed)
      continue;
    cell_at(solver, cell)->is_exposed = true;
    solver->changed = true;
  }
}

/* EXPOSE: what the cells hold is external. What the caller has in a
 * placeholder, or stores by another way into an object it can meet, is its
 * own: recorded in the cell, exported by the summary. */
void esc_reference_expose(esc_reference_t *solver, const esc_constraint_t *c) {
  int32_t offset;
  FOR_EACH_TARGET(solver, c->src, target, object, offset) {
    int32_t at = esc_offset_add(offset, c->offset);
    uint8_t level = object_at(solver, object)->level;
    if (level || object_at(solver, object)->holders.count)
      expose_cells(solver, object, at, c->size);
    const esc_idset_t *cells = &object_at(solver, object)->cells;
    for (uint32_t i = 0; i < cells->count; ++i) {
      const esc_cell_t *cell = cell_at(solver, cells->data[i]);
      if (esc_overlap(at, c->size, cell->offset) == ESC_DISJOINT)
        continue;
      for (uint32_t j = 0; j < cell->content.targets.count; ++j) {
        esc_obj_t held = cell_at(solver, cell->content.targets.data[j])->object;
        const esc_solved_object_t *solved = object_at(solver, held);
        bool is_initial =
            level && (held == object ||
                      (solved->level == level + 1 &&
                       solved->param == object_at(solver, object)->param));
        if (!is_initial)
          set_external_object(solver, held);
      }
    }
  }
}

/* CLOBBER: what is read from the slots is external. */
void esc_reference_clobber(esc_reference_t *solver, const esc_constraint_t *c) {
  int32_t offset;
  FOR_EACH_TARGET(solver, c->dst, target, object, offset) {
    int32_t at = esc_offset_add(offset, c->offset);
    if (object_at(solver, object)->is_constant)
      continue;
    for (uint32_t i = 0; i < esc_slot_count(at, c->size); ++i) {
      uint32_t cell =
          esc_reference_make_cell(solver, object, esc_slot(at, c->size, i));
      if (cell != ESC_NONE)
        set_external_content(solver, content_of(solver, cell));
    }
  }
}

/* HOLD: the cell contains s. Everybody can read it there. */
void esc_reference_hold(esc_reference_t *solver, const esc_constraint_t *c) {
  escape_content(solver, loc(solver, c->src));
  uint32_t cell = esc_reference_make_cell(solver, c->dst, c->offset);
  if (cell != ESC_NONE)
    merge(solver, content_of(solver, cell), loc(solver, c->src));
}

/*===-- Held objects -----------------------------------------------------===*/

/* What is read from a held object may be anything its holders lead to. What an
 * external object holds is the external world's, and nothing else. */
static void read_held(esc_reference_t *solver, esc_obj_t object,
                      esc_content_t *(*into)(esc_reference_t *, uint32_t),
                      uint32_t index) {
  if (object_at(solver, object)->is_external)
    return;
  for (uint32_t i = 0; i < object_at(solver, object)->holders.count; ++i) {
    esc_obj_t deep = esc_reference_placeholder(
        solver, object_at(solver, object)->holders.data[i], 3, 0);
    uint32_t target =
        deep == ESC_NONE ? ESC_NONE : esc_reference_make_cell(solver, deep, 0);
    if (target == ESC_NONE)
      return;
    note(solver, esc_idset_insert(solver->allocator,
                                  &into(solver, index)->targets, target));
  }
}

/* The part of MEMCPY that goes to external memory. */
static void copy_held_out(esc_reference_t *solver, esc_obj_t from) {
  if (object_at(solver, from)->is_external)
    return;
  for (uint32_t i = 0; i < object_at(solver, from)->holders.count; ++i) {
    esc_obj_t deep = esc_reference_placeholder(
        solver, object_at(solver, from)->holders.data[i], 3, 0);
    if (deep != ESC_NONE)
      set_external_object(solver, deep);
  }
}

void esc_reference_read_held(esc_reference_t *solver,
                             const esc_constraint_t *c) {
  if (c->kind != ESC_LOAD && c->kind != ESC_MEMCPY)
    return;
  int32_t unused;
  FOR_EACH_TARGET(solver, c->src, from_target, from, unused) {
    if (c->kind == ESC_LOAD) {
      read_held(solver, from, loc, c->dst);
      continue;
    }
    if (loc(solver, c->dst)->is_external)
      copy_held_out(solver, from);
    FOR_EACH_TARGET(solver, c->dst, to_target, to, unused) {
      if (object_at(solver, to)->is_constant ||
          object_at(solver, from)->holders.count == 0 ||
          object_at(solver, from)->is_external)
        continue;
      uint32_t sink = esc_reference_make_cell(solver, to, ESC_ANY_OFFSET);
      if (sink != ESC_NONE)
        read_held(solver, from, content_of, sink);
    }
  }
  (void)unused;
}
