/* What a solver returns: points-to sets and who is external.
 *
 * A *target* is a pointer value (object, offset), numbered as a cell: the
 * cell's content is what the memory there holds. Objects are those of the
 * graph, then the placeholders the solver made:
 *
 *   level 1  what parameter i points to                 (in the graph)
 *   level 2  what the cell at offset k of level 1 holds (made on demand)
 *   level 3  everything reachable from level 2: its cells hold itself
 *
 * A placeholder stands for whatever the caller's memory holds at that access
 * path. Placeholders may alias one another; that is resolved where the summary
 * is applied, since each is there a live constraint on the caller's graph.
 *
 * An object of this function whose address is stored in the caller's memory
 * may be met there again, by a placeholder of another parameter or by unknown
 * code: `*p = h; q = *r; q->f = x; g = h->f`, called with p == r. So what is
 * loaded from it may also be anything reachable from the parameter that leads
 * to it, which is the parameter's level 3.
 *
 * Flags instead of an external object in every set follow PIP (Pedersen and
 * others, arXiv 2512.07299). */
#ifndef ESCAPE_SOLVE_SOLUTION_H
#define ESCAPE_SOLVE_SOLUTION_H

#include "base/idset.h"
#include "graph/graph.h"

typedef struct esc_content {
  esc_idset_t targets; /* cells pointed to */
  bool is_external;    /* may also point to anything external */
} esc_content_t;

typedef struct esc_cell {
  esc_obj_t object;
  int32_t offset;  /* bytes, or ESC_ANY_OFFSET: overlaps every cell */
  bool is_exposed; /* of a placeholder: its bytes leave as plain data */
  esc_content_t content;
} esc_cell_t;

typedef struct esc_solved_object {
  bool is_external;  /* unknown code may hold its address */
  bool is_constant;  /* a function or constant: never external, held, stored to
                      */
  uint8_t level;     /* of a placeholder, else 0 */
  uint32_t param;    /* of a placeholder: parameter index */
  uint32_t function; /* index into the graph's functions */
  int32_t offset;    /* level 2: the cell of level 1 it was read from */
  esc_obj_t parent;  /* level 2: its level 1; level 3: its level 1 */
  esc_idset_t cells;
  esc_idset_t holders; /* no placeholder: the level 1 of each parameter whose
                          memory may hold its address, see below */
} esc_solved_object_t;

typedef struct esc_solution {
  const esc_graph_t *graph; /* borrowed */
  /* ESC_OUT_OF_BUDGET: nothing below may be used; assume the worst. */
  esc_status_t status;
  bool is_given_up; /* by esc_solution_give_up: all is external */
  uint64_t steps;
  ESC_ARRAY(esc_content_t) locs; /* by esc_loc_t */
  ESC_ARRAY(esc_cell_t) cells;
  ESC_ARRAY(esc_solved_object_t) objects;
} esc_solution_t;

void esc_solution_free(esc_solution_t *solution);

/* The conservative answer, as a solution like any other: every location and
 * every object is external, so each rule holds whatever the constraints are,
 * and the certifier accepts it. For graphs that a solver has no budget for.
 * `solution` is overwritten; the caller frees it whatever the status. */
esc_status_t esc_solution_give_up(const esc_graph_t *graph,
                                  esc_solution_t *solution);

/* Whether there is a solution, and more in it than that all is external. */
static inline bool esc_solution_is_known(const esc_solution_t *solution) {
  return solution->status == ESC_OK && !solution->is_given_up;
}

/* Whether a content that is external may be this target without naming it. */
static inline bool esc_is_implied(const esc_solution_t *solution,
                                  uint32_t target) {
  const esc_solved_object_t *object =
      &solution->objects.data[solution->cells.data[target].object];
  return object->is_external || object->is_constant;
}

/* Leaves out what the flags say already: external objects and constants from
 * contents that are external, flags of cells beside an external cell at
 * ESC_ANY_OFFSET, and what external objects hold. Solvers end with it, so that
 * a solution does not depend on what was found first. */
void esc_solution_normalise(esc_solution_t *solution);

/* The cell (object, offset), or ESC_NONE if nothing uses it. */
uint32_t esc_solution_find_cell(const esc_solution_t *solution,
                                esc_obj_t object, int32_t offset);

/* The object of `solution` that is `object` in `other`, another solution of the
 * same graph; ESC_NONE if it was not made there. */
esc_obj_t esc_solution_counterpart(const esc_solution_t *solution,
                                   const esc_solution_t *other,
                                   esc_obj_t object);

/* Whether `content` may point into `object`; *exact is set if every such
 * target has offset 0. */
bool esc_content_may_point_to(const esc_solution_t *solution,
                              const esc_content_t *content, esc_obj_t object,
                              bool *exact);

/* How an access of `size` bytes at `offset` meets the cell at `cell_offset`. */
typedef enum esc_overlap {
  ESC_DISJOINT,
  ESC_PARTIAL, /* some bytes of the pointer, not all */
  ESC_COVERED
} esc_overlap_t;

static inline esc_overlap_t esc_overlap(int32_t offset, uint32_t size,
                                        int32_t cell_offset) {
  if (size == 0)
    return ESC_DISJOINT;
  if (offset == ESC_ANY_OFFSET || cell_offset == ESC_ANY_OFFSET)
    return ESC_COVERED;
  int64_t end = size == ESC_ANY_SIZE ? INT64_MAX : (int64_t)offset + size;
  int64_t cell_end = (int64_t)cell_offset + ESC_POINTER_BYTES;
  if (cell_end <= offset || cell_offset >= end)
    return ESC_DISJOINT;
  return cell_offset >= offset && cell_end <= end ? ESC_COVERED : ESC_PARTIAL;
}

/* Which cell an access at `offset` of an object of `level` uses. What lies
 * behind a parameter has fewer cells than an object that is seen whole: a
 * function that works on a big structure of its caller's would otherwise make a
 * placeholder for each field of each field. Beyond the bounds all is one; in a
 * coarse graph a placeholder is one cell. */
static inline int32_t esc_bound_offset(const esc_graph_t *graph, uint8_t level,
                                       int32_t offset) {
  if (level && graph->is_coarse)
    return ESC_ANY_OFFSET;
  static const struct {
    int16_t low, high;
  } bounds[] = {{ESC_OFFSET_MIN, ESC_OFFSET_MAX}, {-32, 160}, {0, 48}, {0, 48}};
  return offset < bounds[level].low || offset > bounds[level].high
             ? ESC_ANY_OFFSET
             : offset;
}

/* The slots of eight bytes that `size` bytes of data at `offset` touch: calls
 * for slot i the cell at esc_slot(offset, i). Slots, not bytes, so that an int
 * beside a pointer does not cut the pointer's cell in two. */
static inline uint32_t esc_slot_count(int32_t offset, uint32_t size) {
  if (size == 0)
    return 0;
  if (offset == ESC_ANY_OFFSET || size > 128)
    return 1;
  uint32_t first = (uint32_t)(offset - ESC_OFFSET_MIN) % ESC_POINTER_BYTES;
  return (first + size + ESC_POINTER_BYTES - 1) / ESC_POINTER_BYTES;
}

static inline int32_t esc_slot(int32_t offset, uint32_t size, uint32_t index) {
  if (offset == ESC_ANY_OFFSET || size > 128)
    return ESC_ANY_OFFSET;
  int32_t first =
      offset - (offset - ESC_OFFSET_MIN) % (int32_t)ESC_POINTER_BYTES;
  return esc_offset_add(first, (int32_t)(index * ESC_POINTER_BYTES));
}

/* How far a memcpy from (from, from_offset) to (to, to_offset) moves the cell
 * at `at`; ESC_ANY_OFFSET where that is not known. A copy that shifts within
 * one object would move what it moved again and again: it may put a pointer
 * anywhere. */
static inline int32_t esc_copy_shift(esc_obj_t from, int32_t from_offset,
                                     int32_t at, esc_obj_t to,
                                     int32_t to_offset) {
  if (from_offset == ESC_ANY_OFFSET || at == ESC_ANY_OFFSET ||
      (from == to && from_offset != to_offset))
    return ESC_ANY_OFFSET;
  return at - from_offset;
}

#endif
