/* See pins.h. Cost: for each function that is settled, once what it relied on;
 * for each graph, its calls times the functions it relies on. Ends, since each
 * function is visited once. */
#include "judge/pins.h"

typedef struct finder {
  const esc_allocator_t *allocator;
  esc_summary_lookup_t lookup;
  void *context;
  bool *is_settled;
  esc_pins_t *pins;
  uint64_t *growth;
} finder_t;

/* A function whose callees are being settled. */
typedef struct visit {
  const esc_summary_t *summary;
  uint32_t next; /* into `relied` */
} visit_t;

typedef ESC_ARRAY(uint32_t) numbers_t;

bool esc_may_pin(const esc_graph_t *graph, const esc_function_t *function) {
  return graph->believes_inexact && graph->functions.count == 1 &&
         !(function->flags &
           (ESC_FUNCTION_INTERPOSABLE | ESC_FUNCTION_NOT_COPIED));
}

static bool contains(const uint32_t *numbers, uint32_t count, uint32_t number) {
  for (uint32_t i = 0; i < count; ++i)
    if (numbers[i] == number)
      return true;
  return false;
}

/* The functions of this graph's calls that were believed and need pins; the
 * graph's own function, if it is inexact and calls itself. */
static bool find_relied(const esc_graph_t *graph, esc_summary_lookup_t lookup,
                        void *context, const esc_allocator_t *allocator,
                        numbers_t *relied) {
  for (uint32_t i = 0; i < graph->calls.count && graph->believes_inexact; ++i) {
    const esc_call_t *call = &graph->calls.data[i];
    if (call->kind == ESC_CALL_INDIRECT)
      continue;
    uint32_t inside = esc_find_function(graph, call->callee);
    const esc_summary_t *summary =
        inside == ESC_NONE ? lookup(context, call->callee) : NULL;
    bool needs =
        inside == ESC_NONE
            ? summary && !summary->is_worst && esc_summary_needs_pins(summary)
            : esc_may_pin(graph, &graph->functions.data[inside]) &&
                  (graph->functions.data[inside].flags & ESC_FUNCTION_INEXACT);
    if (needs && !contains(relied->data, relied->count, call->callee) &&
        !esc_array_push(allocator, relied, call->callee))
      return false;
  }
  return true;
}

esc_status_t esc_pins_rely(const esc_graph_t *graph,
                           esc_summary_lookup_t lookup, void *context,
                           esc_summary_t *summary) {
  numbers_t relied = {0};
  bool ok = find_relied(graph, lookup, context, graph->allocator, &relied);
  for (uint32_t i = 0; i < relied.count && ok; ++i)
    ok = esc_array_push(summary->allocator, &summary->relied, relied.data[i]);
  esc_array_free(graph->allocator, &relied);
  return ok ? ESC_OK : ESC_NO_MEMORY;
}

static bool add(const finder_t *finder, const esc_summary_t *summary) {
  esc_pin_t pin = {summary->function_id, summary->is_inexact};
  if (pin.is_copied)
    *finder->growth += summary->instructions;
  return esc_array_push(finder->allocator, finder->pins, pin);
}

/* Settles function `id` behind those that it relied on. */
static bool settle(const finder_t *finder, uint32_t id) {
  ESC_ARRAY(visit_t) visits = {0};
  visit_t first = {finder->lookup(finder->context, id), 0};
  bool ok = finder->is_settled[id] ||
            esc_array_push(finder->allocator, &visits, first);
  finder->is_settled[id] = true;
  while (visits.count && ok) {
    visit_t *top = &visits.data[visits.count - 1];
    if (top->next == top->summary->relied.count) {
      ok = add(finder, top->summary);
      --visits.count;
      continue;
    }
    uint32_t callee = top->summary->relied.data[top->next++];
    if (finder->is_settled[callee])
      continue;
    finder->is_settled[callee] = true;
    visit_t next = {finder->lookup(finder->context, callee), 0};
    ok = esc_array_push(finder->allocator, &visits, next);
  }
  esc_array_free(finder->allocator, &visits);
  return ok;
}

esc_status_t esc_pins_find(const esc_graph_t *graph,
                           esc_summary_lookup_t lookup, void *context,
                           bool *is_settled, esc_pins_t *pins,
                           uint64_t *growth) {
  finder_t finder = {graph->allocator, lookup, context,
                     is_settled,       pins,   growth};
  numbers_t relied = {0};
  bool ok = find_relied(graph, lookup, context, graph->allocator, &relied);
  bool is_own = false;
  for (uint32_t i = 0; i < relied.count && ok; ++i)
    if (esc_find_function(graph, relied.data[i]) != ESC_NONE)
      is_own = true;
    else
      ok = settle(&finder, relied.data[i]);
  esc_array_free(graph->allocator, &relied);
  if (is_own && ok) {
    const esc_function_t *own = &graph->functions.data[0];
    esc_pin_t pin = {own->id, true};
    is_settled[own->id] = true;
    *growth += own->instructions;
    ok = esc_array_push(graph->allocator, pins, pin);
  }
  return ok ? ESC_OK : ESC_NO_MEMORY;
}
