/* Positive-weight cycles: `p = p + 8` in a loop would walk through every
 * offset before it meets the bound. Pearce, Kelly and Hankin (TOPLAS 2007)
 * section 4.3; here the whole cycle is widened before solving, which makes the
 * solution independent of the order of constraints. */
#include "base/scc.h"
#include "solve/solve.h"

esc_status_t esc_widen_cycles(esc_graph_t *graph) {
  const esc_allocator_t *allocator = graph->allocator;
  ESC_ARRAY(esc_edge_t) edges = {0};
  esc_rows_t rows = {0};
  esc_sccs_t sccs = {0};
  esc_status_t status = ESC_OK;
  bool has_offsets = false;
  for (uint32_t i = 0; i < graph->constraints.count; ++i) {
    const esc_constraint_t *constraint = &graph->constraints.data[i];
    if (constraint->kind != ESC_COPY)
      continue;
    has_offsets |= constraint->offset != 0;
    esc_edge_t edge = {constraint->src, constraint->dst};
    if (!esc_array_push(allocator, &edges, edge)) {
      status = ESC_NO_MEMORY;
      break;
    }
  }
  if (status == ESC_OK && has_offsets) {
    status = esc_rows_build(allocator, &rows, graph->loc_count, edges.data,
                            edges.count);
    esc_digraph_t digraph = {graph->loc_count, rows.first_edge.data,
                             rows.targets.data};
    if (status == ESC_OK)
      status = esc_sccs_find(allocator, &digraph, &sccs);
    for (uint32_t i = 0; i < graph->constraints.count && status == ESC_OK;
         ++i) {
      esc_constraint_t *constraint = &graph->constraints.data[i];
      if (constraint->kind == ESC_COPY && constraint->offset != 0 &&
          sccs.component_of.data[constraint->src] ==
              sccs.component_of.data[constraint->dst])
        constraint->offset = ESC_ANY_OFFSET;
    }
  }
  esc_sccs_free(allocator, &sccs);
  esc_rows_free(allocator, &rows);
  esc_array_free(allocator, &edges);
  return status;
}
