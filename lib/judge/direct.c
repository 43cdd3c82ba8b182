/* A call of data, or of nothing, is undefined (LangRef, `call`): if the only
 * function in the pointer's set is f, the call runs f or must not happen. The
 * set may rest on bodies that were believed, f's own among them: those are
 * pinned when the call gets its name (analysis.h). Cost: calls times what their
 * arguments may be. */
#include "judge/direct.h"

bool esc_passes_own(const esc_solution_t *solution, const esc_call_t *call) {
  const esc_graph_t *graph = solution->graph;
  for (uint32_t i = 0; i < call->arg_count; ++i) {
    esc_loc_t arg = graph->locs_of_calls.data[call->first_arg + i];
    if (arg == ESC_NONE)
      continue;
    const esc_idset_t *targets = &solution->locs.data[arg].targets;
    for (uint32_t j = 0; j < targets->count; ++j) {
      esc_obj_t object = solution->cells.data[targets->data[j]].object;
      const esc_solved_object_t *solved = &solution->objects.data[object];
      if (solved->level || solved->is_external)
        continue;
      uint8_t kind = graph->objects.data[object].kind;
      if (kind == ESC_OBJECT_SITE || kind == ESC_OBJECT_FRESH)
        return true;
    }
  }
  return false;
}

static bool makes_object(const esc_summary_t *summary) {
  for (uint32_t i = 0; i < summary->symbols.count; ++i)
    if (summary->symbols.data[i].level == 0 &&
        summary->symbols.data[i].kind == ESC_OBJECT_FRESH)
      return true;
  return false;
}

bool esc_may_change_calls(const esc_graph_t *graph,
                          const esc_options_t *options) {
  return graph->functions.count == 1 && !graph->is_recursive &&
         !(graph->functions.data[0].flags & ESC_FUNCTION_SELECTED_OUT) &&
         !options->is_report_only && options->max_promotions != 0;
}

esc_status_t esc_find_direct(const esc_solution_t *solution,
                             const esc_options_t *options,
                             esc_summary_lookup_t lookup, void *context,
                             esc_direct_calls_t *calls) {
  const esc_graph_t *graph = solution->graph;
  if (solution->status != ESC_OK || !esc_may_change_calls(graph, options))
    return ESC_OK;
  for (uint32_t i = 0; i < graph->calls.count; ++i) {
    const esc_call_t *call = &graph->calls.data[i];
    if (call->kind != ESC_CALL_INDIRECT || call->resolved == ESC_NONE ||
        (call->flags &
         (ESC_CALL_UNKNOWN | ESC_CALL_CALLERS | ESC_CALL_IN_CALLEE)))
      continue;
    const esc_call_t *only = &graph->calls.data[call->resolved];
    const esc_summary_t *summary = lookup(context, only->callee);
    if (only->resolved != ESC_NONE || !summary ||
        !(esc_passes_own(solution, call) || makes_object(summary)))
      continue;
    esc_direct_call_t direct = {call->origin, only->callee};
    if (!esc_array_push(graph->allocator, calls, direct))
      return ESC_NO_MEMORY;
  }
  return ESC_OK;
}
