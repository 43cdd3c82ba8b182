/* Soundness (docs/soundness.md, I1): an object is LOCAL only if its address is
 * nowhere when its function's activation ends. Its address may be
 *  - with unknown code: then the solver made it external;
 *  - in a result, in the caller's memory (a placeholder's cell), or in an
 *    object that is there itself: a closure over cells from those;
 *  - in a recursive SCC, in memory of an activation further up: an object that
 *    a parameter of the SCC points to may belong to such an activation, so
 *    what its cells hold counts as the caller's too. */
#include "judge/lifetime.h"

#include "judge/link.h"

#include <string.h>

typedef struct marker {
  const esc_solution_t *solution;
  const esc_allocator_t *allocator;
  ESC_ARRAY(bool) marked; /* by object of the solution */
  ESC_ARRAY(esc_obj_t) pending;
  ESC_ARRAY(esc_obj_t) visited; /* marked, in order */
  bool failed;
} marker_t;

static void mark(marker_t *marker, esc_obj_t object) {
  if (marker->failed || marker->marked.data[object])
    return;
  marker->marked.data[object] = true;
  if (!esc_array_push(marker->allocator, &marker->pending, object) ||
      !esc_array_push(marker->allocator, &marker->visited, object))
    marker->failed = true;
}

/* Takes every mark back, at the cost of those that were set. */
static void unmark(marker_t *marker) {
  while (marker->visited.count)
    marker->marked.data[marker->visited.data[--marker->visited.count]] = false;
}

static void mark_content(marker_t *marker, const esc_content_t *content) {
  for (uint32_t i = 0; i < content->targets.count; ++i)
    mark(marker, marker->solution->cells.data[content->targets.data[i]].object);
}

static void mark_cells(marker_t *marker, esc_obj_t object) {
  const esc_idset_t *cells = &marker->solution->objects.data[object].cells;
  for (uint32_t i = 0; i < cells->count; ++i)
    mark_content(marker, &marker->solution->cells.data[cells->data[i]].content);
}

static void close_over_cells(marker_t *marker) {
  while (marker->pending.count && !marker->failed)
    mark_cells(marker, marker->pending.data[--marker->pending.count]);
}

static void start(marker_t *marker, const esc_solution_t *solution) {
  *marker =
      (marker_t){.solution = solution, .allocator = solution->graph->allocator};
  if (!esc_array_reserve(marker->allocator, &marker->marked,
                         solution->objects.count + 1)) {
    marker->failed = true;
    return;
  }
  memset(marker->marked.data, 0, (solution->objects.count + 1) * sizeof(bool));
}

static void finish(marker_t *marker) {
  esc_array_free(marker->allocator, &marker->marked);
  esc_array_free(marker->allocator, &marker->pending);
  esc_array_free(marker->allocator, &marker->visited);
}

/* Marks what a result of `function` leads to. */
static void mark_results(marker_t *marker, uint32_t function) {
  const esc_graph_t *graph = marker->solution->graph;
  const esc_function_t *owner = &graph->functions.data[function];
  for (uint32_t i = 0; i < owner->result_count; ++i) {
    esc_loc_t result = graph->locs_of_calls.data[owner->first_result + i];
    if (result != ESC_NONE)
      mark_content(marker, &marker->solution->locs.data[result]);
  }
  close_over_cells(marker);
}

/* Marks what the memory of any caller leads to. */
static void mark_callers(marker_t *marker) {
  const esc_graph_t *graph = marker->solution->graph;
  for (esc_obj_t i = 0; i < marker->solution->objects.count; ++i)
    if (marker->solution->objects.data[i].level)
      mark_cells(marker, i);
  close_over_cells(marker);
  if (!graph->is_recursive)
    return;
  /* Shared with activations further up: first who they are, then what their
   * cells hold. */
  marker_t shared;
  start(&shared, marker->solution);
  for (uint32_t i = 0; i < graph->functions.count && !shared.failed; ++i) {
    const esc_function_t *member = &graph->functions.data[i];
    for (uint32_t j = 0; j < member->param_count; ++j) {
      esc_loc_t param = graph->locs_of_calls.data[member->first_param + j];
      if (param != ESC_NONE)
        mark_content(&shared, &marker->solution->locs.data[param]);
    }
  }
  if (!shared.failed)
    close_over_cells(&shared);
  for (esc_obj_t i = 0; i < marker->solution->objects.count && !shared.failed;
       ++i)
    if (shared.marked.data[i])
      mark_cells(marker, i);
  marker->failed |= shared.failed;
  finish(&shared);
  close_over_cells(marker);
}

esc_status_t esc_lifetimes(const esc_solution_t *solution, uint8_t *lifetimes) {
  const esc_graph_t *graph = solution->graph;
  bool failed = false;
  memset(lifetimes, ESC_LIFETIME_UNKNOWN, graph->objects.count);
  if (!esc_solution_is_known(solution))
    return solution->status == ESC_NO_MEMORY ? ESC_NO_MEMORY : ESC_OK;
  marker_t callers;
  start(&callers, solution);
  if (!callers.failed)
    mark_callers(&callers);
  failed = callers.failed;
  for (esc_obj_t i = 0; i < graph->objects.count && !failed; ++i)
    lifetimes[i] = solution->objects.data[i].is_external ? ESC_LIFETIME_EXTERNAL
                   : callers.marked.data[i]              ? ESC_LIFETIME_CALLER
                                                         : ESC_LIFETIME_LOCAL;
  if (!failed)
    unmark(&callers);
  for (uint32_t f = 0; f < graph->functions.count && !failed; ++f) {
    mark_results(&callers, f);
    failed = callers.failed;
    for (uint32_t i = 0; i < callers.visited.count && !failed; ++i) {
      esc_obj_t object = callers.visited.data[i];
      if (object < graph->objects.count &&
          graph->objects.data[object].function == f &&
          lifetimes[object] == ESC_LIFETIME_LOCAL)
        lifetimes[object] = ESC_LIFETIME_CALLER;
    }
    if (!failed)
      unmark(&callers);
  }
  finish(&callers);
  return failed ? ESC_NO_MEMORY : ESC_OK;
}

esc_status_t esc_reachable(const esc_solution_t *solution,
                           const esc_loc_t *args, uint32_t arg_count,
                           bool *reached) {
  marker_t marker;
  start(&marker, solution);
  for (uint32_t i = 0; i < arg_count && !marker.failed; ++i)
    if (args[i] != ESC_NONE)
      mark_content(&marker, &solution->locs.data[args[i]]);
  if (!marker.failed)
    close_over_cells(&marker);
  for (esc_obj_t i = 0; i < solution->graph->objects.count && !marker.failed;
       ++i)
    reached[i] = marker.marked.data[i];
  bool failed = marker.failed;
  finish(&marker);
  return failed ? ESC_NO_MEMORY : ESC_OK;
}
