/* Plan 1 of docs/algorithm.md: one slot in the entry block.
 *
 *  SLOT        the alloca has the size asked for and the alignment the
 *              allocator promises (the IR's `align` is an underestimate);
 *              zeroed where the call was, on each execution
 *  DROP_FREE   every free that may receive it; all that such a free may
 *              receive is promoted (I3). Its lifetime ends there only where the
 *              operand is certainly this pointer: `free(c ? p : NULL)` frees
 *              nothing when c is false, and p is still alive
 *  CLEAR_TAIL  every `tail` call that can reach it (I4) */
#include "judge/plan.h"

#include "judge/lifetime.h"

#include <string.h>

typedef struct planner {
  const esc_solution_t *solution;
  const esc_graph_t *graph;
  const esc_options_t *options;
  esc_judgement_t *judgement;
  bool failed;
} planner_t;

static void push(planner_t *planner, const esc_step_t *step) {
  if (!esc_array_push(planner->graph->allocator, &planner->judgement->steps,
                      *step))
    planner->failed = true;
}

static esc_verdict_t *promoted(const planner_t *planner, esc_obj_t object) {
  esc_verdict_t *verdict = esc_judgement_verdict(planner->judgement, object);
  return verdict && verdict->reason == ESC_REASON_NONE ? verdict : NULL;
}

static void plan_slots(planner_t *planner) {
  for (uint32_t i = 0; i < planner->judgement->verdicts.count; ++i) {
    const esc_verdict_t *verdict = &planner->judgement->verdicts.data[i];
    if (verdict->reason != ESC_REASON_NONE)
      continue;
    const esc_object_t *object = &planner->graph->objects.data[verdict->object];
    bool is_zeroed = (object->site_flags & ESC_SITE_ZEROED) &&
                     esc_guard_is_on(planner->options, ESC_GUARD_ZERO);
    uint32_t align = object->align ? object->align : 1;
    esc_step_t step = {
        .kind = ESC_STEP_SLOT,
        .flags = is_zeroed ? ESC_STEP_ZERO : 0,
        .align =
            !esc_guard_is_on(planner->options, ESC_GUARD_ALIGN) ? 1 : align,
        .size = object->size,
        .object = verdict->object,
        .origin = object->origin};
    push(planner, &step);
    planner->judgement->promoted_bytes.data[object->function] +=
        (object->size + align - 1) / align * align;
  }
}

static void plan_frees(planner_t *planner) {
  for (uint32_t i = 0; i < planner->graph->facts.count; ++i) {
    const esc_fact_t *fact = &planner->graph->facts.data[i];
    if (fact->kind != ESC_FACT_FREE)
      continue;
    const esc_content_t *content = &planner->solution->locs.data[fact->loc];
    bool drops = false;
    esc_obj_t last = ESC_NONE;
    for (uint32_t j = 0; j < content->targets.count; ++j) {
      esc_obj_t object =
          planner->solution->cells.data[content->targets.data[j]].object;
      esc_verdict_t *verdict = promoted(planner, object);
      if (!verdict)
        continue;
      drops = true;
      last = object;
      verdict->drop_count++;
    }
    if (!drops)
      continue;
    bool is_certain = fact->must != ESC_NONE && promoted(planner, fact->must);
    if (!esc_guard_is_on(planner->options, ESC_GUARD_LIFETIME_MUST))
      is_certain = true;
    esc_step_t step = {.kind = ESC_STEP_DROP_FREE,
                       .flags = is_certain ? ESC_STEP_END_LIFETIME : 0,
                       .object = !is_certain              ? ESC_NONE
                                 : fact->must != ESC_NONE ? fact->must
                                                          : last,
                       .origin = fact->origin};
    push(planner, &step);
  }
}

static bool reaches_slot(const planner_t *planner,
                         const esc_skeleton_t *skeleton, const bool *reached) {
  for (esc_obj_t i = 0; i < planner->graph->objects.count; ++i)
    if (reached[i] &&
        planner->graph->objects.data[i].function == skeleton->function &&
        promoted(planner, i))
      return true;
  return false;
}

static esc_status_t plan_tails(planner_t *planner,
                               const esc_skeleton_t *skeleton) {
  const esc_allocator_t *allocator = planner->graph->allocator;
  ESC_ARRAY(bool) reached = {0};
  esc_status_t status = ESC_OK;
  for (uint32_t i = 0; i < skeleton->events.count && status == ESC_OK; ++i) {
    const esc_event_t *event = &skeleton->events.data[i];
    if (!(event->flags & ESC_EVENT_TAIL) || event->arg_count == 0)
      continue;
    status = ESC_NO_MEMORY;
    if (esc_array_reserve(allocator, &reached,
                          planner->graph->objects.count + 1))
      status = esc_reachable(planner->solution,
                             skeleton->args.data + event->first_arg,
                             event->arg_count, reached.data);
    if (status != ESC_OK || !reaches_slot(planner, skeleton, reached.data))
      continue;
    esc_step_t step = {.kind = ESC_STEP_CLEAR_TAIL,
                       .object = ESC_NONE,
                       .origin = event->origin};
    push(planner, &step);
  }
  esc_array_free(allocator, &reached);
  return status;
}

static bool has_promotions(const esc_judgement_t *judgement) {
  for (uint32_t i = 0; i < judgement->verdicts.count; ++i)
    if (judgement->verdicts.data[i].reason == ESC_REASON_NONE)
      return true;
  return false;
}

esc_status_t esc_plan_make(const esc_solution_t *solution,
                           const esc_skeleton_t *const *skeletons,
                           const esc_options_t *options,
                           esc_judgement_t *judgement) {
  planner_t planner = {solution, solution->graph, options, judgement, false};
  esc_status_t status = ESC_OK;
  if (!has_promotions(judgement))
    return ESC_OK;
  /* Markers first: a call that loses one may itself be replaced. */
  if (esc_guard_is_on(options, ESC_GUARD_CLEAR_TAIL))
    for (uint32_t f = 0;
         f < solution->graph->functions.count && status == ESC_OK; ++f)
      if (skeletons[f])
        status = plan_tails(&planner, skeletons[f]);
  plan_slots(&planner);
  plan_frees(&planner);
  return planner.failed ? ESC_NO_MEMORY : status;
}
