/* base/scc: rows, and components against plain reachability. */
#include "base/scc.h"

#include "check.h"
#include "random.h"
#include "tracking_allocator.h"

enum { NODES = 24 };

typedef struct graph {
  uint32_t node_count, edge_count;
  esc_edge_t edges[4 * NODES];
  bool reaches[NODES][NODES]; /* by at least one edge */
} graph_t;

static void make_random(rng_t *rng, graph_t *graph) {
  memset(graph, 0, sizeof *graph);
  graph->node_count = rng_below(rng, NODES + 1);
  if (graph->node_count == 0)
    return;
  graph->edge_count = rng_below(rng, 2 * graph->node_count);
  for (uint32_t i = 0; i < graph->edge_count; ++i) {
    uint32_t from = rng_below(rng, graph->node_count);
    uint32_t to = rng_below(rng, graph->node_count);
    graph->edges[i] = (esc_edge_t){from, to};
    graph->reaches[from][to] = true;
  }
  for (uint32_t k = 0; k < graph->node_count; ++k)
    for (uint32_t i = 0; i < graph->node_count; ++i)
      for (uint32_t j = 0; j < graph->node_count; ++j)
        graph->reaches[i][j] |= graph->reaches[i][k] && graph->reaches[k][j];
}

/* Each edge is in its row once, rows keep the order of the edges. */
static bool are_rows(const esc_rows_t *rows, const graph_t *graph) {
  if (rows->first_edge.count != graph->node_count + 1 ||
      rows->targets.count != graph->edge_count ||
      rows->first_edge.data[0] != 0 ||
      rows->first_edge.data[graph->node_count] != graph->edge_count)
    return false;
  for (uint32_t node = 0; node < graph->node_count; ++node) {
    uint32_t at = rows->first_edge.data[node];
    for (uint32_t i = 0; i < graph->edge_count; ++i) {
      if (graph->edges[i].from != node)
        continue;
      if (at >= rows->first_edge.data[node + 1] ||
          rows->targets.data[at] != graph->edges[i].to)
        return false;
      ++at;
    }
    if (at != rows->first_edge.data[node + 1])
      return false;
  }
  return true;
}

static bool are_components(const esc_sccs_t *sccs, const esc_digraph_t *digraph,
                           const graph_t *graph) {
  for (uint32_t i = 0; i < graph->node_count; ++i) {
    for (uint32_t j = 0; j < graph->node_count; ++j) {
      bool is_same = i == j || (graph->reaches[i][j] && graph->reaches[j][i]);
      if (is_same != (sccs->component_of.data[i] == sccs->component_of.data[j]))
        return false;
      /* Callees first. */
      if (graph->reaches[i][j] &&
          sccs->component_of.data[j] > sccs->component_of.data[i])
        return false;
    }
    if (esc_sccs_is_cyclic(sccs, digraph, i) != graph->reaches[i][i])
      return false;
  }
  /* Members are grouped by component, each once. */
  bool seen[NODES] = {false};
  if (sccs->members.count != graph->node_count ||
      sccs->first_member.count != sccs->component_count + 1)
    return false;
  for (uint32_t c = 0; c < sccs->component_count; ++c) {
    if (sccs->first_member.data[c] >= sccs->first_member.data[c + 1])
      return false;
    for (uint32_t i = sccs->first_member.data[c];
         i < sccs->first_member.data[c + 1]; ++i) {
      uint32_t node = sccs->members.data[i];
      if (seen[node] || sccs->component_of.data[node] != c)
        return false;
      seen[node] = true;
    }
  }
  return true;
}

static void agrees_with_reachability(void) {
  rng_t rng = {2};
  tracking_t tracking;
  tracking_init(&tracking);
  for (int round = 0; round < 2000; ++round) {
    graph_t graph;
    make_random(&rng, &graph);
    esc_rows_t rows = {0};
    esc_sccs_t sccs = {0};
    CHECK(esc_rows_build(&tracking.allocator, &rows, graph.node_count,
                         graph.edges, graph.edge_count) == ESC_OK);
    CHECK(are_rows(&rows, &graph));
    esc_digraph_t digraph = {graph.node_count, rows.first_edge.data,
                             rows.targets.data};
    CHECK(esc_sccs_find(&tracking.allocator, &digraph, &sccs) == ESC_OK);
    CHECK(are_components(&sccs, &digraph, &graph));
    esc_sccs_free(&tracking.allocator, &sccs);
    esc_rows_free(&tracking.allocator, &rows);
  }
  CHECK_UINT(tracking.live_bytes, 0);
}

/* A path of a million nodes: a recursive search would overflow the stack. */
static void deep_graphs_do_not_recurse(void) {
  enum { LENGTH = 1000000 };
  const esc_allocator_t *libc = esc_allocator_libc();
  ESC_ARRAY(esc_edge_t) edges = {0};
  bool ok = true;
  for (uint32_t i = 0; i + 1 < LENGTH; ++i) {
    esc_edge_t edge = {i, i + 1};
    ok &= esc_array_push(libc, &edges, edge);
  }
  CHECK(ok);
  esc_rows_t rows = {0};
  esc_sccs_t sccs = {0};
  CHECK(esc_rows_build(libc, &rows, LENGTH, edges.data, edges.count) == ESC_OK);
  esc_digraph_t digraph = {LENGTH, rows.first_edge.data, rows.targets.data};
  CHECK(esc_sccs_find(libc, &digraph, &sccs) == ESC_OK);
  CHECK_UINT(sccs.component_count, LENGTH);
  CHECK_UINT(sccs.component_of.data[LENGTH - 1], 0);
  esc_sccs_free(libc, &sccs);
  esc_rows_free(libc, &rows);
  esc_array_free(libc, &edges);
}

static void failure_leaves_nothing(void) {
  static const esc_edge_t edges[] = {{0, 1}, {1, 0}, {1, 2}, {2, 3}};
  for (uint64_t k = 1;; ++k) {
    tracking_t tracking;
    tracking_init(&tracking);
    tracking.fail_at = k;
    esc_rows_t rows = {0};
    esc_sccs_t sccs = {0};
    esc_status_t status =
        esc_rows_build(&tracking.allocator, &rows, 4, edges, 4);
    if (status == ESC_OK) {
      esc_digraph_t digraph = {4, rows.first_edge.data, rows.targets.data};
      status = esc_sccs_find(&tracking.allocator, &digraph, &sccs);
      if (status != ESC_OK)
        CHECK(sccs.component_count == 0 && sccs.members.data == NULL);
      esc_sccs_free(&tracking.allocator, &sccs);
      esc_rows_free(&tracking.allocator, &rows);
    }
    CHECK_UINT(tracking.live_bytes, 0);
    CHECK(!tracking.has_bad_size);
    if (status == ESC_OK) {
      CHECK(k > 5);
      return;
    }
    CHECK(status == ESC_NO_MEMORY);
  }
}

int main(void) {
  agrees_with_reachability();
  deep_graphs_do_not_recurse();
  failure_leaves_nothing();
  return checks_finish();
}
