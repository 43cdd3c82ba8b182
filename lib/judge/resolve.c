/* Soundness (docs/soundness.md, I19): when esc_resolve adds nothing, each call
 * through a pointer is linked as what it may be, in that very solution. Either
 *  - as a call of anything: its arguments leave, its results are unknown; or
 *  - as a call of each function that its pointer may be, by summary; and, if
 *    the pointer may be what the caller passed, its results are unknown, this
 *    graph's own objects among its arguments are external, and the summary
 *    hands the call on with what it passes of the caller's memory.
 *
 * The first solution of a graph has no effect of such a call; each turn adds
 * those of the functions that were found, which may let pointers be more
 * functions. Effects are only added, and the turns are counted: it ends.
 *
 * What a solution is sure to say of a call when it is finished is linked while
 * it is made (esc_resolve_early): of that nothing is taken back.
 *
 * A function is called if the call has its type and it has a summary: its body
 * is exact, and stands in an earlier SCC. One of this SCC, or of a later one,
 * may run anything. An inexact body is believed if it is the only one and
 * direct.h gives the call its name, since only then it can be pinned. Whoever
 * calls data, or nothing, does what the optimizer may assume not to happen;
 * only direct.h relies on that. */
#include "judge/resolve.h"

#include "judge/apply.h"
#include "judge/direct.h"
#include "judge/pins.h"

typedef struct resolver {
  esc_applier_t applier;
  const esc_solution_t *solution;
  esc_summary_lookup_t lookup;
  void *context;
  bool *changed;
} resolver_t;

static esc_call_t *call_at(const resolver_t *resolver, uint32_t call) {
  return &resolver->applier.graph->calls.data[call];
}

/* What a target of the call's pointer is. Objects of the solution that are in
 * the graph have the same number there. */
static const esc_object_t *known_object(const resolver_t *resolver,
                                        const esc_cell_t *target) {
  return resolver->solution->objects.data[target->object].level
             ? NULL
             : &resolver->applier.graph->objects.data[target->object];
}

static const esc_summary_t *summary_of(const resolver_t *resolver,
                                       uint32_t id) {
  if (esc_find_function(resolver->applier.graph, id) != ESC_NONE)
    return NULL;
  const esc_summary_t *summary = resolver->lookup(resolver->context, id);
  return summary && !summary->is_worst ? summary : NULL;
}

/* Whether the call will go to a copy of its only function. */
static bool may_pin(const resolver_t *resolver, const esc_call_t *call) {
  const esc_graph_t *graph = resolver->applier.graph;
  return graph->names_callees && !graph->is_recursive &&
         esc_may_pin(graph, &graph->functions.data[0]) &&
         !(graph->functions.data[0].flags & ESC_FUNCTION_SELECTED_OUT) &&
         !(call->flags & (ESC_CALL_CALLERS | ESC_CALL_IN_CALLEE)) &&
         esc_passes_own(resolver->solution, call);
}

static bool may_resolve(const resolver_t *resolver, const esc_call_t *call) {
  const esc_content_t *content = &resolver->solution->locs.data[call->pointer];
  uint32_t functions = 0, others = 0;
  bool has_inexact = false;
  if (content->is_external)
    return false;
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    const esc_cell_t *target =
        &resolver->solution->cells.data[content->targets.data[i]];
    const esc_object_t *object = known_object(resolver, target);
    if (!object) {
      ++others;
      continue;
    }
    if (object->kind != ESC_OBJECT_FUNCTION || target->offset != 0 ||
        object->signature != call->signature)
      return false;
    const esc_summary_t *summary = summary_of(resolver, object->target);
    if (!summary)
      return false;
    has_inexact |= summary->is_inexact;
    ++functions;
  }
  if (has_inexact && (functions + others != 1 || !may_pin(resolver, call)))
    return false;
  return functions + others > 0 && functions <= ESC_RESOLVE_TARGETS;
}

static void make_unknown(resolver_t *resolver, uint32_t index) {
  esc_call_t call = *call_at(resolver, index);
  call_at(resolver, index)->flags |= ESC_CALL_UNKNOWN;
  resolver->applier.graph->functions.data[call.function].flags |=
      ESC_FUNCTION_CALLS_UNKNOWN;
  resolver->applier.call = &call;
  esc_apply_unknown(&resolver->applier, ESC_SINK_INDIRECT_CALL);
  *resolver->changed = true;
}

static bool is_resolved(const resolver_t *resolver, uint32_t index,
                        uint32_t callee) {
  for (uint32_t i = call_at(resolver, index)->resolved; i != ESC_NONE;
       i = call_at(resolver, i)->resolved)
    if (call_at(resolver, i)->callee == callee)
      return true;
  return false;
}

static void add_callee(resolver_t *resolver, uint32_t index, uint32_t callee) {
  esc_graph_t *graph = resolver->applier.graph;
  if (is_resolved(resolver, index, callee))
    return;
  esc_call_t call = *call_at(resolver, index);
  call.kind = ESC_CALL_RESOLVED;
  call.callee = callee;
  call.flags = 0;
  if (!esc_array_push(graph->allocator, &graph->calls, call)) {
    graph->status = ESC_NO_MEMORY;
    return;
  }
  call_at(resolver, index)->resolved = graph->calls.count - 1;
  resolver->applier.call = &call;
  resolver->applier.summary = summary_of(resolver, callee);
  if (resolver->applier.summary->calls_unknown)
    graph->functions.data[call.function].flags |= ESC_FUNCTION_CALLS_UNKNOWN;
  esc_apply_summary(&resolver->applier);
  *resolver->changed = true;
}

/* What the call passes of this graph's own objects is external: the summary
 * has no words for them. */
static void let_own_leave(resolver_t *resolver, const esc_call_t *call,
                          uint32_t operand, esc_loc_t loc) {
  esc_graph_t *graph = resolver->applier.graph;
  const esc_idset_t *targets = &resolver->solution->locs.data[loc].targets;
  for (uint32_t i = 0; i < targets->count; ++i) {
    esc_obj_t object = resolver->solution->cells.data[targets->data[i]].object;
    const esc_solved_object_t *solved =
        &resolver->solution->objects.data[object];
    if (solved->level || solved->is_constant || solved->is_external)
      continue;
    esc_loc_t own = esc_graph_add_loc(graph);
    esc_graph_addr_of(graph, own, object, call->origin);
    esc_graph_escape(graph, own, ESC_SINK_INDIRECT_CALL, operand, call->origin);
    *resolver->changed = true;
  }
}

/* What the callers passed is run: its results are unknown. */
static void make_results_unknown(resolver_t *resolver, uint32_t index) {
  esc_graph_t *graph = resolver->applier.graph;
  esc_call_t call = *call_at(resolver, index);
  if (call.flags & ESC_CALL_CALLERS)
    return;
  call_at(resolver, index)->flags |= ESC_CALL_CALLERS;
  graph->functions.data[call.function].flags |= ESC_FUNCTION_CALLS_CALLERS;
  for (uint32_t i = 0; i < call.result_count; ++i) {
    esc_loc_t result = graph->locs_of_calls.data[call.first_result + i];
    if (result == ESC_NONE)
      continue;
    esc_graph_unknown(graph, result, call.origin);
    *resolver->changed = true;
  }
}

/* The call may run what the caller passed. */
static void make_callers(resolver_t *resolver, uint32_t index) {
  const esc_graph_t *graph = resolver->applier.graph;
  esc_call_t call = *call_at(resolver, index);
  for (uint32_t i = 0; i < call.arg_count; ++i) {
    esc_loc_t arg = graph->locs_of_calls.data[call.first_arg + i];
    if (arg != ESC_NONE)
      let_own_leave(resolver, &call, i, arg);
  }
  make_results_unknown(resolver, index);
}

static void resolve_call(resolver_t *resolver, uint32_t index) {
  const esc_idset_t *targets =
      &resolver->solution->locs.data[call_at(resolver, index)->pointer].targets;
  for (uint32_t i = 0; i < targets->count; ++i) {
    const esc_cell_t *target =
        &resolver->solution->cells.data[targets->data[i]];
    const esc_object_t *object = known_object(resolver, target);
    if (!object)
      make_callers(resolver, index);
    else if (object->kind == ESC_OBJECT_FUNCTION)
      add_callee(resolver, index, object->target);
  }
}

esc_status_t esc_resolve(esc_graph_t *graph, const esc_solution_t *solution,
                         esc_summary_lookup_t lookup, void *context,
                         bool is_last, bool *changed) {
  resolver_t resolver = {.applier = {.graph = graph},
                         .solution = solution,
                         .lookup = lookup,
                         .context = context,
                         .changed = changed};
  /* Calls that are added now have no solution yet. */
  uint32_t count = graph->calls.count;
  for (uint32_t i = 0; i < count && graph->status == ESC_OK; ++i) {
    const esc_call_t *call = call_at(&resolver, i);
    if (call->kind != ESC_CALL_INDIRECT || (call->flags & ESC_CALL_UNKNOWN))
      continue;
    if (is_last || !may_resolve(&resolver, call))
      make_unknown(&resolver, i);
    else
      resolve_call(&resolver, i);
  }
  esc_applier_free(&resolver.applier);
  return graph->status;
}

/* Whether it is seen already that the call may run anything: what is there so
 * far is never taken back. */
static bool is_surely_unknown(const resolver_t *resolver,
                              const esc_call_t *call) {
  const esc_content_t *content = &resolver->solution->locs.data[call->pointer];
  return content->is_external ||
         (content->targets.count && !may_resolve(resolver, call));
}

static bool is_surely_callers(const resolver_t *resolver,
                              const esc_call_t *call) {
  const esc_idset_t *targets =
      &resolver->solution->locs.data[call->pointer].targets;
  for (uint32_t i = 0; i < targets->count; ++i)
    if (!known_object(resolver,
                      &resolver->solution->cells.data[targets->data[i]]))
      return true;
  return false;
}

void esc_resolve_early(void *resolution, const esc_solution_t *so_far) {
  const esc_resolution_t *given = resolution;
  bool changed = false;
  resolver_t resolver = {.applier = {.graph = given->graph},
                         .solution = so_far,
                         .lookup = given->lookup,
                         .context = given->context,
                         .changed = &changed};
  for (uint32_t i = 0;
       i < given->graph->calls.count && given->graph->status == ESC_OK; ++i) {
    const esc_call_t *call = call_at(&resolver, i);
    if (call->kind != ESC_CALL_INDIRECT || (call->flags & ESC_CALL_UNKNOWN))
      continue;
    if (is_surely_unknown(&resolver, call))
      make_unknown(&resolver, i);
    else if (is_surely_callers(&resolver, call))
      make_results_unknown(&resolver, i);
  }
}
