/* How much stack promotion may take. See budget.h. */
#include "judge/budget.h"

typedef struct frame_budget {
  uint64_t left;
  esc_reason_t reason;
} frame_budget_t;

static void take(uint64_t *left, uint64_t bytes) {
  *left -= bytes < *left ? bytes : *left;
}

static frame_budget_t whole_budget(const esc_graph_t *graph,
                                   const esc_options_t *options,
                                   const esc_function_t *function) {
  bool is_reentered = (function->flags & ESC_FUNCTION_CALLS_UNKNOWN) &&
                      !(function->flags & ESC_FUNCTION_NO_RECURSE);
  if (graph->is_recursive &&
      esc_guard_is_on(options, ESC_REASON_RECURSIVE_BUDGET))
    return (frame_budget_t){options->recursive_frame_bytes,
                            ESC_REASON_RECURSIVE_BUDGET};
  if (is_reentered && esc_guard_is_on(options, ESC_REASON_REENTRANT_BUDGET))
    return (frame_budget_t){options->reentrant_frame_bytes,
                            ESC_REASON_REENTRANT_BUDGET};
  return (frame_budget_t){options->frame_bytes, ESC_REASON_FRAME_BUDGET};
}

static frame_budget_t frame_budget(const esc_graph_t *graph,
                                   const esc_options_t *options,
                                   const esc_function_t *function) {
  frame_budget_t budget = whole_budget(graph, options, function);
  take(&budget.left, function->grown_bytes);
  return budget;
}

uint64_t esc_frame_left(const esc_graph_t *graph, const esc_options_t *options,
                        const esc_function_t *function) {
  return frame_budget(graph, options, function).left;
}

uint64_t esc_slot_cost(const esc_object_t *object,
                       const esc_verdict_t *verdict) {
  uint64_t align = object->align ? object->align : 1;
  return (verdict->slot_bytes + align - 1) / align * align;
}

/* A slot for every size that does not fit the frame: one for small sizes may.
 */
static void shrink(const esc_options_t *options, const esc_object_t *object,
                   uint64_t left, esc_verdict_t *verdict) {
  if (!(object->site_flags & ESC_SITE_RUN_TIME_SIZE) ||
      esc_slot_cost(object, verdict) <= left || !options->sized_slot_bytes ||
      options->sized_slot_bytes >= verdict->slot_bytes)
    return;
  verdict->plan = ESC_PLAN_SIZED_SLOT;
  verdict->slot_bytes = options->sized_slot_bytes;
}

void esc_judge_budgets(const esc_graph_t *graph, const esc_options_t *options,
                       uint64_t chain_bytes, esc_judgement_t *judgement) {
  uint64_t chain_left = options->chain_bytes;
  take(&chain_left, chain_bytes);
  uint64_t promotions_left = options->max_promotions;
  for (uint32_t f = 0; f < graph->functions.count; ++f) {
    const esc_function_t *function = &graph->functions.data[f];
    frame_budget_t frame = frame_budget(graph, options, function);
    uint64_t warning_left = function->frame_limit;
    if (warning_left != ESC_SIZE_UNKNOWN)
      take(&warning_left, function->frame_bytes);
    for (uint32_t i = 0; i < judgement->verdicts.count; ++i) {
      esc_verdict_t *verdict = &judgement->verdicts.data[i];
      const esc_object_t *object = &graph->objects.data[verdict->object];
      if (object->function != f || verdict->reason != ESC_REASON_NONE)
        continue;
      shrink(options, object, frame.left, verdict);
      uint64_t bytes = esc_slot_cost(object, verdict);
      if (function->flags & ESC_FUNCTION_SELECTED_OUT)
        esc_verdict_keep(options, verdict, ESC_REASON_SELECTED_OUT, ESC_NONE,
                         0);
      if (bytes > frame.left)
        esc_verdict_keep(options, verdict, frame.reason, ESC_NONE, frame.left);
      if (bytes > chain_left)
        esc_verdict_keep(options, verdict, ESC_REASON_CHAIN_BUDGET, ESC_NONE,
                         chain_left);
      if (bytes > warning_left)
        esc_verdict_keep(options, verdict, ESC_REASON_FRAME_WARNING, ESC_NONE,
                         warning_left);
      if (promotions_left == 0)
        esc_verdict_keep(options, verdict, ESC_REASON_PROMOTION_LIMIT, ESC_NONE,
                         0);
      if (verdict->reason != ESC_REASON_NONE)
        continue;
      take(&frame.left, bytes);
      take(&chain_left, bytes);
      if (warning_left != ESC_SIZE_UNKNOWN)
        take(&warning_left, bytes);
      --promotions_left;
    }
  }
}
