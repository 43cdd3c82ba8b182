#include "base/scc.h"

#include <string.h>

#define UNVISITED UINT32_MAX

typedef struct frame {
  uint32_t node, next_edge;
} frame_t;

typedef struct search {
  const esc_allocator_t *allocator;
  const esc_digraph_t *digraph;
  esc_sccs_t *sccs;
  ESC_ARRAY(uint32_t) order; /* node -> discovery number, or UNVISITED */
  ESC_ARRAY(uint32_t) low;
  ESC_ARRAY(uint32_t) open; /* nodes without a component yet */
  ESC_ARRAY(frame_t) stack;
  uint32_t next_order;
} search_t;

void esc_sccs_free(const esc_allocator_t *allocator, esc_sccs_t *sccs) {
  esc_array_free(allocator, &sccs->component_of);
  esc_array_free(allocator, &sccs->members);
  esc_array_free(allocator, &sccs->first_member);
  sccs->component_count = 0;
}

void esc_rows_free(const esc_allocator_t *allocator, esc_rows_t *rows) {
  esc_array_free(allocator, &rows->first_edge);
  esc_array_free(allocator, &rows->targets);
}

static bool enter(search_t *search, uint32_t node) {
  search->order.data[node] = search->low.data[node] = search->next_order++;
  frame_t frame = {node, search->digraph->first_edge[node]};
  return esc_array_push(search->allocator, &search->open, node) &&
         esc_array_push(search->allocator, &search->stack, frame);
}

static bool close_component(search_t *search, uint32_t root) {
  esc_sccs_t *sccs = search->sccs;
  uint32_t node;
  do {
    node = search->open.data[--search->open.count];
    sccs->component_of.data[node] = sccs->component_count;
    if (!esc_array_push(search->allocator, &sccs->members, node))
      return false;
  } while (node != root);
  sccs->component_count++;
  return esc_array_push(search->allocator, &sccs->first_member,
                        sccs->members.count);
}

static bool visit(search_t *search, uint32_t root) {
  if (!enter(search, root))
    return false;
  while (search->stack.count) {
    frame_t *top = &search->stack.data[search->stack.count - 1];
    uint32_t node = top->node;
    if (top->next_edge < search->digraph->first_edge[node + 1]) {
      uint32_t target = search->digraph->targets[top->next_edge++];
      if (search->order.data[target] == UNVISITED) {
        if (!enter(search, target))
          return false;
      } else if (search->sccs->component_of.data[target] == UNVISITED &&
                 search->order.data[target] < search->low.data[node]) {
        search->low.data[node] = search->order.data[target];
      }
      continue;
    }
    search->stack.count--;
    if (search->stack.count) {
      uint32_t parent = search->stack.data[search->stack.count - 1].node;
      if (search->low.data[node] < search->low.data[parent])
        search->low.data[parent] = search->low.data[node];
    }
    if (search->low.data[node] == search->order.data[node] &&
        !close_component(search, node))
      return false;
  }
  return true;
}

esc_status_t esc_sccs_find(const esc_allocator_t *allocator,
                           const esc_digraph_t *digraph, esc_sccs_t *sccs) {
  uint32_t count = digraph->node_count;
  search_t search = {allocator, digraph, sccs, {0}, {0}, {0}, {0}, 0};
  bool ok = esc_array_reserve(allocator, &search.order, count) &&
            esc_array_reserve(allocator, &search.low, count) &&
            esc_array_reserve(allocator, &sccs->component_of, count) &&
            esc_array_push(allocator, &sccs->first_member, 0);
  if (ok && count) {
    memset(search.order.data, 0xff, count * sizeof(uint32_t));
    memset(sccs->component_of.data, 0xff, count * sizeof(uint32_t));
    sccs->component_of.count = count;
    for (uint32_t node = 0; node < count && ok; ++node)
      if (search.order.data[node] == UNVISITED)
        ok = visit(&search, node);
  }
  esc_array_free(allocator, &search.order);
  esc_array_free(allocator, &search.low);
  esc_array_free(allocator, &search.open);
  esc_array_free(allocator, &search.stack);
  if (!ok)
    esc_sccs_free(allocator, sccs);
  return ok ? ESC_OK : ESC_NO_MEMORY;
}

bool esc_sccs_is_cyclic(const esc_sccs_t *sccs, const esc_digraph_t *digraph,
                        uint32_t node) {
  uint32_t component = sccs->component_of.data[node];
  if (sccs->first_member.data[component + 1] -
          sccs->first_member.data[component] >
      1)
    return true;
  for (uint32_t i = digraph->first_edge[node];
       i < digraph->first_edge[node + 1]; ++i)
    if (digraph->targets[i] == node)
      return true;
  return false;
}

esc_status_t esc_rows_build(const esc_allocator_t *allocator, esc_rows_t *rows,
                            uint32_t node_count, const esc_edge_t *edges,
                            uint32_t edge_count) {
  if (!esc_array_reserve(allocator, &rows->first_edge, node_count + 1) ||
      !esc_array_reserve(allocator, &rows->targets, edge_count + 1)) {
    esc_rows_free(allocator, rows);
    return ESC_NO_MEMORY;
  }
  uint32_t *first = rows->first_edge.data;
  memset(first, 0, (node_count + 1) * sizeof *first);
  for (uint32_t i = 0; i < edge_count; ++i)
    first[edges[i].from + 1]++;
  for (uint32_t node = 0; node < node_count; ++node)
    first[node + 1] += first[node];
  /* Fill each row from its start, then move the starts back. */
  for (uint32_t i = 0; i < edge_count; ++i)
    rows->targets.data[first[edges[i].from]++] = edges[i].to;
  for (uint32_t node = node_count; node > 0; --node)
    first[node] = first[node - 1];
  if (node_count)
    first[0] = 0;
  rows->first_edge.count = node_count + 1;
  rows->targets.count = edge_count;
  return ESC_OK;
}
