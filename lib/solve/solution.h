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
  int32_t offset; /* bytes, or ESC_ANY_OFFSET: overlaps every cell */
  bool is_exposed; /* of a placeholder: its bytes leave as plain data */
  esc_content_t content;
} esc_cell_t;

typedef struct esc_solved_object {
  bool is_external;  /* unknown code may hold its address */
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
  uint64_t steps;
  ESC_ARRAY(esc_content_t) locs; /* by esc_loc_t */
  ESC_ARRAY(esc_cell_t) cells;
  ESC_ARRAY(esc_solved_object_t) objects;
} esc_solution_t;

void esc_solution_free(esc_solution_t *solution);

/* The cell (object, offset), or ESC_NONE if nothing uses it. */
uint32_t esc_solution_find_cell(const esc_solution_t *solution,
                                esc_obj_t object, int32_t offset);

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

esc_overlap_t esc_overlap(int32_t offset, uint32_t size, int32_t cell_offset);

#endif
