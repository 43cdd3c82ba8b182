/* Soundness (docs/soundness.md, I3): no free sees a slot.
 *
 * A free that may receive slots and nothing else goes. One that may receive
 * heap blocks as well is guarded: it is executed only if its operand is none of
 * the slots, and no element of the pools. What may arrive there is of this
 * activation, so the addresses are at hand, and no heap block overlaps a live
 * frame. In a
 * recursive SCC that is not so, unless the operand is certainly the pointer of
 * this execution: the object may be another activation's, whose slot has
 * another address. There such a free keeps what it may receive, and frees tie
 * sites together: they are tried until nothing changes. Sites only leave the
 * set of candidates, so it ends. */
#include "judge/frees.h"

static const esc_content_t *freed(const esc_solution_t *solution,
                                  const esc_fact_t *fact) {
  return &solution->locs.data[fact->loc];
}

static esc_verdict_t *verdict_of(const esc_solution_t *solution,
                                 const esc_judgement_t *judgement,
                                 uint32_t cell) {
  return esc_judgement_verdict(judgement, solution->cells.data[cell].object);
}

esc_free_fate_t esc_free_fate(const esc_solution_t *solution,
                              const esc_options_t *options,
                              const esc_judgement_t *judgement,
                              const esc_fact_t *fact) {
  const esc_content_t *content = freed(solution, fact);
  bool has_slot = false, has_other = content->is_external;
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    const esc_verdict_t *verdict =
        verdict_of(solution, judgement, content->targets.data[i]);
    bool is_promoted = verdict && verdict->reason == ESC_REASON_NONE;
    has_slot |= is_promoted;
    has_other |= !is_promoted || verdict->plan != ESC_PLAN_SLOT;
  }
  if (!has_slot)
    return ESC_FREE_STAYS;
  if (!has_other || !esc_guard_is_on(options, ESC_GUARD_FREE))
    return ESC_FREE_DROPS;
  return solution->graph->is_recursive && fact->must == ESC_NONE &&
                 esc_guard_is_on(options, ESC_REASON_FREE_OF_OTHER)
             ? ESC_FREE_UNSOUND
             : ESC_FREE_GUARDED;
}

void esc_judge_frees(const esc_solution_t *solution,
                     const esc_options_t *options, esc_judgement_t *judgement) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (uint32_t i = 0; i < solution->graph->facts.count; ++i) {
      const esc_fact_t *fact = &solution->graph->facts.data[i];
      if (fact->kind != ESC_FACT_FREE ||
          esc_free_fate(solution, options, judgement, fact) != ESC_FREE_UNSOUND)
        continue;
      const esc_content_t *content = freed(solution, fact);
      for (uint32_t j = 0; j < content->targets.count; ++j) {
        esc_verdict_t *verdict =
            verdict_of(solution, judgement, content->targets.data[j]);
        if (!verdict || verdict->reason != ESC_REASON_NONE)
          continue;
        esc_verdict_keep(options, verdict, ESC_REASON_FREE_OF_OTHER,
                         fact->origin, 0);
        changed = true;
      }
    }
  }
}
