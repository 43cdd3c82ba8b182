/* See operations.h. One call costs the facts and their targets. */
#include "judge/operations.h"

typedef struct finder {
  const esc_solution_t *solution;
  const uint32_t *symbol_of; /* by object */
  const esc_obj_t *objects;  /* by symbol */
  esc_summary_t *summary;
  bool failed;
} finder_t;

static void add_operation(finder_t *finder, esc_operation_t *operation,
                          uint32_t cause) {
  const esc_graph_t *graph = finder->solution->graph;
  esc_summary_t *summary = finder->summary;
  if (cause != ESC_NONE) {
    operation->callee = graph->causes.data[cause].summary;
    operation->callee_symbol = graph->causes.data[cause].symbol;
    operation->is_fixed |= graph->causes.data[cause].is_fixed;
  }
  operation->symbol_count =
      summary->symbols_of_operations.count - operation->first_symbol;
  if (operation->symbol_count &&
      !esc_array_push(summary->allocator, &summary->operations, *operation))
    finder->failed = true;
}

static void add_receiver(finder_t *finder, uint32_t symbol) {
  if (!esc_array_push(finder->summary->allocator,
                      &finder->summary->symbols_of_operations, symbol))
    finder->failed = true;
}

static esc_operation_kind_t operation_of(const esc_fact_t *fact) {
  return fact->kind == ESC_FACT_SIZE_ASKED ? ESC_OPERATION_ASK_SIZE
         : fact->kind == ESC_FACT_REALLOC  ? ESC_OPERATION_REALLOC
                                           : ESC_OPERATION_FREE;
}

/* A realloc that cannot be changed in a copy: not the C library's, of which it
 * is known what it does with null; or in a recursion, as in a frame. */
static bool is_fixed_realloc(const esc_graph_t *graph, const esc_fact_t *fact) {
  return graph->is_recursive ||
         (fact->cause == ESC_NONE && fact->must == ESC_NONE);
}

/* Where a fact says that a symbol may be freed or reallocated, or its size
 * asked. */
static void add_fact_operation(finder_t *finder, const esc_fact_t *fact) {
  const esc_content_t *content = &finder->solution->locs.data[fact->loc];
  bool is_realloc = fact->kind == ESC_FACT_REALLOC;
  bool is_call = fact->kind == ESC_FACT_FREE_IN_CALL ||
                 (is_realloc && fact->cause != ESC_NONE);
  esc_operation_t operation = {
      .kind = (uint8_t)operation_of(fact),
      .is_fixed =
          (is_call && fact->cause == ESC_NONE) ||
          (is_realloc && is_fixed_realloc(finder->solution->graph, fact)),
      .has_others = content->is_external,
      .origin = fact->origin,
      .family = fact->family,
      .first_symbol = finder->summary->symbols_of_operations.count};
  for (uint32_t i = 0; i < content->targets.count && !finder->failed; ++i) {
    const esc_cell_t *target =
        &finder->solution->cells.data[content->targets.data[i]];
    uint32_t symbol = finder->symbol_of[target->object];
    if (symbol == ESC_NONE ||
        esc_is_constant_kind(finder->summary->symbols.data[symbol].kind)) {
      operation.has_others = true;
      continue;
    }
    operation.is_fixed |= target->offset != 0;
    add_receiver(finder, symbol);
  }
  add_operation(finder, &operation, is_call ? fact->cause : ESC_NONE);
}

/* Where fresh symbols are made. */
static void add_made(finder_t *finder) {
  const esc_graph_t *graph = finder->solution->graph;
  esc_summary_t *summary = finder->summary;
  for (uint32_t i = 0; i < summary->symbols.count && !finder->failed; ++i) {
    const esc_object_t *made = summary->symbols.data[i].level
                                   ? NULL
                                   : &graph->objects.data[finder->objects[i]];
    if (!made ||
        (made->kind != ESC_OBJECT_SITE && made->kind != ESC_OBJECT_FRESH))
      continue;
    bool is_call = made->kind == ESC_OBJECT_FRESH;
    bool is_fixed =
        (is_call && made->cause == ESC_NONE) ||
        ((made->site_flags & ESC_SITE_REALLOC) &&
         (graph->is_recursive || !(made->site_flags & ESC_SITE_REALLOC_NULL)));
    esc_operation_t operation = {.kind = ESC_OPERATION_MAKE,
                                 .is_fixed = is_fixed,
                                 .origin = made->origin,
                                 .family = made->family,
                                 .first_symbol =
                                     summary->symbols_of_operations.count};
    add_receiver(finder, i);
    add_operation(finder, &operation, is_call ? made->cause : ESC_NONE);
  }
}

/* All operations, in the order in which a specialisation changes them. */
static void add_changed(finder_t *finder) {
  const esc_graph_t *graph = finder->solution->graph;
  /* Sizes first: their answers look at the allocations. */
  for (uint32_t i = 0; i < graph->facts.count && !finder->failed; ++i)
    if (graph->facts.data[i].kind == ESC_FACT_SIZE_ASKED)
      add_fact_operation(finder, &graph->facts.data[i]);
  add_made(finder);
  for (uint32_t i = 0; i < graph->facts.count && !finder->failed; ++i) {
    uint8_t kind = graph->facts.data[i].kind;
    if (kind == ESC_FACT_FREE || kind == ESC_FACT_FREE_IN_CALL ||
        kind == ESC_FACT_REALLOC)
      add_fact_operation(finder, &graph->facts.data[i]);
  }
}

/* Whether the calls that a function makes of itself can go to its copy. */
static bool may_call_copy(const esc_graph_t *graph) {
  for (uint32_t i = 0; i < graph->calls.count; ++i)
    if (graph->calls.data[i].kind == ESC_CALL_DIRECT &&
        graph->calls.data[i].is_fixed &&
        graph->calls.data[i].callee == graph->functions.data[0].id)
      return false;
  return true;
}

/* A body that can be copied and changed for one caller. One that calls itself
 * has the same operations in every activation: facts are those of all, and what
 * arrives anywhere below is among what its symbols stand for. So its copy calls
 * itself, with the same storages. Functions that call one another cannot. */
static bool may_be_copied(const esc_graph_t *graph,
                          const esc_function_t *function) {
  const uint32_t no = ESC_FUNCTION_NOT_COPIED | ESC_FUNCTION_RETURNS_TWICE |
                      ESC_FUNCTION_SANITIZED | ESC_FUNCTION_COROUTINE |
                      ESC_FUNCTION_OPTNONE | ESC_FUNCTION_ALLOCATOR |
                      ESC_FUNCTION_COLLECTED;
  return graph->functions.count == 1 && !(function->flags & no) &&
         may_call_copy(graph);
}

esc_status_t esc_find_operations(const esc_solution_t *solution,
                                 uint32_t function, const uint32_t *symbol_of,
                                 const esc_obj_t *objects,
                                 esc_summary_t *summary) {
  const esc_graph_t *graph = solution->graph;
  finder_t finder = {solution, symbol_of, objects, summary, false};
  summary->is_copied = may_be_copied(graph, &graph->functions.data[function]);
  summary->is_called_once =
      graph->functions.data[function].flags & ESC_FUNCTION_CALLED_ONCE;
  if (summary->is_copied)
    add_changed(&finder);
  else
    add_made(&finder);
  summary->is_copied &= summary->operations.count <= ESC_SUMMARY_MAX_OPERATIONS;
  return finder.failed ? ESC_NO_MEMORY : ESC_OK;
}
