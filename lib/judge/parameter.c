/* See parameter.h. */
#include "judge/parameter.h"

/* Whether an edge of the summary stores the pointer `param` itself. */
static bool stores_param(const esc_summary_t *summary,
                         const esc_symbol_edge_t *edge, uint32_t param) {
  if (edge->target == ESC_SYMBOL_EXTERNAL)
    return false;
  const esc_symbol_t *target = &summary->symbols.data[edge->target];
  return target->level == 1 && target->param == param;
}

bool esc_summary_param_stored_into(const esc_summary_t *summary, uint32_t param,
                                   uint32_t into) {
  for (uint32_t i = 0; i < summary->edges.count; ++i) {
    const esc_symbol_edge_t *edge = &summary->edges.data[i];
    const esc_symbol_t *holder = &summary->symbols.data[edge->holder];
    if (holder->level && holder->param == into &&
        stores_param(summary, edge, param))
      return true;
  }
  return false;
}

static bool has_operand(const esc_summary_t *summary, uint32_t call,
                        bool is_pointer, uint32_t param, uint32_t level) {
  for (uint32_t i = 0; i < summary->call_edges.count; ++i) {
    const esc_symbol_edge_t *edge = &summary->call_edges.data[i];
    if (edge->holder != call || edge->target == ESC_SYMBOL_EXTERNAL ||
        (edge->holder_offset < 0) != is_pointer)
      continue;
    const esc_symbol_t *symbol = &summary->symbols.data[edge->target];
    if (symbol->level >= level && symbol->param == param &&
        (level > 1 || is_pointer || symbol->level == 1))
      return true;
  }
  return false;
}

bool esc_summary_param_passed(const esc_summary_t *summary, uint32_t param,
                              uint32_t level, uint32_t called) {
  for (uint32_t i = 0; i < summary->calls.count; ++i)
    if (has_operand(summary, i, true, called, 1) &&
        has_operand(summary, i, false, param, level))
      return true;
  return false;
}

/* Of two numbers of dereferences the smaller; -1 is none. */
static void come_nearer(int8_t *nearest, uint8_t level) {
  int8_t dereferences = (int8_t)(level - 1);
  if (*nearest < 0 || dereferences < *nearest)
    *nearest = dereferences;
}

void esc_summary_param(const esc_summary_t *summary, uint32_t param,
                       esc_param_verdict_t *verdict) {
  bool is_worst = summary->is_worst;
  *verdict = (esc_param_verdict_t){
      .is_leaking = is_worst,
      .is_content_leaking = is_worst,
      .is_in_fresh = is_worst,
      .is_stored = is_worst,
      .is_passed = is_worst,
      .is_content_passed = is_worst,
      .is_freed = is_worst,
      .nearest_result = is_worst ? 0 : -1,
      .result_count = summary->result_count < 8 ? summary->result_count : 8};
  for (uint32_t i = 0; i < verdict->result_count; ++i)
    verdict->result_level[i] = -1;
  for (uint32_t i = 0; i < summary->symbols.count; ++i) {
    const esc_symbol_t *symbol = &summary->symbols.data[i];
    if (symbol->level == 0 || symbol->param != param)
      continue;
    if (symbol->is_external && symbol->level == 1)
      verdict->is_leaking = true;
    else if (symbol->is_external)
      verdict->is_content_leaking = true;
    verdict->is_freed |= symbol->level == 1 && symbol->is_freed;
    for (uint32_t j = 0; j < summary->results.count; ++j) {
      const esc_symbol_edge_t *edge = &summary->results.data[j];
      if (edge->target != i)
        continue;
      come_nearer(&verdict->nearest_result, symbol->level);
      if (edge->holder < verdict->result_count)
        come_nearer(&verdict->result_level[edge->holder], symbol->level);
    }
  }
  for (uint32_t i = 0; i < summary->edges.count; ++i) {
    const esc_symbol_edge_t *edge = &summary->edges.data[i];
    if (summary->symbols.data[edge->holder].level == 0 &&
        stores_param(summary, edge, param))
      verdict->is_in_fresh = true;
  }
  for (uint32_t i = 0; i < summary->param_count; ++i) {
    verdict->is_stored |= esc_summary_param_stored_into(summary, param, i);
    verdict->is_passed |= esc_summary_param_passed(summary, param, 1, i);
    verdict->is_content_passed |=
        esc_summary_param_passed(summary, param, 2, i);
  }
}

bool esc_summary_param_is_kept(const esc_summary_t *summary, uint32_t param) {
  esc_param_verdict_t verdict;
  esc_summary_param(summary, param, &verdict);
  return verdict.is_leaking || verdict.is_in_fresh || verdict.is_stored ||
         verdict.is_passed;
}
