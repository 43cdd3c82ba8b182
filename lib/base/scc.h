/* Strongly connected components of a graph in compressed rows.
 *
 * Tarjan's algorithm (SIAM J. Comput. 1(2), 1972), iterative, O(nodes+edges):
 * call graphs of a million functions must not recurse. */
#ifndef ESCAPE_BASE_SCC_H
#define ESCAPE_BASE_SCC_H

#include "base/array.h"
#include "base/status.h"

typedef struct esc_digraph {
  uint32_t node_count;
  const uint32_t *first_edge; /* node_count + 1 entries */
  const uint32_t *targets;
} esc_digraph_t;

typedef struct esc_sccs {
  ESC_ARRAY(uint32_t) component_of; /* node -> component */
  ESC_ARRAY(uint32_t) members;      /* grouped by component */
  ESC_ARRAY(uint32_t) first_member; /* component_count + 1 entries */
  uint32_t component_count;
} esc_sccs_t;

/* Fills `sccs` (all-zero before). Components come out callees first: every
 * edge leads to the same or a lower component. Members keep no special order.
 * On ESC_NO_MEMORY `sccs` is empty. The caller frees with esc_sccs_free. */
esc_status_t esc_sccs_find(const esc_allocator_t *allocator,
                           const esc_digraph_t *digraph, esc_sccs_t *sccs);
void esc_sccs_free(const esc_allocator_t *allocator, esc_sccs_t *sccs);

/* Whether `node` lies on a cycle, a self-edge among them. */
bool esc_sccs_is_cyclic(const esc_sccs_t *sccs, const esc_digraph_t *digraph,
                        uint32_t node);

/* Builds the rows of a digraph from pairs. `first_edge` and `targets` are
 * owned by the caller and freed with esc_rows_free. */
typedef struct esc_rows {
  ESC_ARRAY(uint32_t) first_edge;
  ESC_ARRAY(uint32_t) targets;
} esc_rows_t;

typedef struct esc_edge {
  uint32_t from, to;
} esc_edge_t;

esc_status_t esc_rows_build(const esc_allocator_t *allocator, esc_rows_t *rows,
                            uint32_t node_count, const esc_edge_t *edges,
                            uint32_t edge_count);
void esc_rows_free(const esc_allocator_t *allocator, esc_rows_t *rows);

#endif
