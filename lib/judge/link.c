/* See link.h. */
#include "judge/link.h"

#include "judge/apply.h"
#include "judge/pins.h"

static void apply_inside(const esc_applier_t *linker,
                         const esc_function_t *callee) {
  esc_graph_t *graph = linker->graph;
  const esc_call_t call = *linker->call;
  for (uint32_t i = 0; i < call.arg_count; ++i) {
    esc_loc_t actual = graph->locs_of_calls.data[call.first_arg + i];
    if (actual == ESC_NONE)
      continue;
    esc_loc_t formal = i < callee->param_count
                           ? graph->locs_of_calls.data[callee->first_param + i]
                           : ESC_NONE;
    if (formal != ESC_NONE)
      esc_graph_copy(graph, formal, actual, 0, call.origin);
    else
      esc_graph_escape(graph, actual, ESC_SINK_VARARG, i, call.origin);
  }
  for (uint32_t i = 0; i < call.result_count; ++i) {
    esc_loc_t result = graph->locs_of_calls.data[call.first_result + i];
    if (result == ESC_NONE)
      continue;
    esc_loc_t returned =
        i < callee->result_count
            ? graph->locs_of_calls.data[callee->first_result + i]
            : ESC_NONE;
    if (returned != ESC_NONE)
      esc_graph_copy(graph, result, returned, 0, call.origin);
    else
      esc_graph_unknown(graph, result, call.origin);
  }
}

/* The graph's function with the host's number `id`. Hosts add the functions of
 * an SCC in ascending order; a graph from a file need not. */
uint32_t esc_find_function(const esc_graph_t *graph, uint32_t id) {
  uint32_t low = 0, high = graph->functions.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (graph->functions.data[middle].id < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low < graph->functions.count && graph->functions.data[low].id == id
             ? low
             : ESC_NONE;
}

/* Even a call to itself may reach another copy of the body. */
static bool is_this_body(const esc_graph_t *graph,
                         const esc_function_t *callee) {
  return !(callee->flags &
           (ESC_FUNCTION_INTERPOSABLE | ESC_FUNCTION_INEXACT)) ||
         esc_may_pin(graph, callee);
}

esc_status_t esc_link(esc_graph_t *graph, esc_summary_lookup_t lookup,
                      void *context) {
  esc_applier_t linker = {.graph = graph};
  for (uint32_t i = 0; i < graph->calls.count && graph->status == ESC_OK; ++i) {
    /* A copy: adding objects and facts may not move it, but let it be plain
     * that nothing here depends on that. */
    esc_call_t call = graph->calls.data[i];
    if (call.kind != ESC_CALL_DIRECT)
      continue;
    linker.call = &call;
    uint32_t inside = esc_find_function(graph, call.callee);
    graph->is_recursive |= inside != ESC_NONE;
    uint32_t *flags = &graph->functions.data[call.function].flags;
    if (inside != ESC_NONE &&
        is_this_body(graph, &graph->functions.data[inside])) {
      esc_function_t callee = graph->functions.data[inside];
      apply_inside(&linker, &callee);
      continue;
    }
    linker.summary = lookup(context, call.callee);
    if (!linker.summary || linker.summary->is_worst) {
      *flags |= ESC_FUNCTION_CALLS_UNKNOWN;
      esc_apply_unknown(&linker, inside != ESC_NONE ? ESC_SINK_INTERPOSABLE
                                                    : ESC_SINK_UNKNOWN_CALL);
      continue;
    }
    if (linker.summary->calls_unknown)
      *flags |= ESC_FUNCTION_CALLS_UNKNOWN;
    esc_apply_summary(&linker);
  }
  esc_applier_free(&linker);
  return graph->status;
}
