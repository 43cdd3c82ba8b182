/* The plans of docs/algorithm.md: one slot in the entry block, for every size
 * or for those that fit; or a pool.
 *
 *  SLOT         the alloca has the size asked for and the alignment the
 *               allocator promises (the IR's `align` is an underestimate);
 *               zeroed where the call was, on each execution
 *  SIZED_SLOT   so it is where the size fits; else the heap serves
 *  POOL, POP    the same with an element that is free in place of the slot
 *  ANSWER_SIZE  every llvm.objectsize that may ask about a sized slot or a
 *               pool: a fortified bound must not grow to that
 *  DROP_FREE    every free that may receive it and nothing on the heap (I3).
 *               Its lifetime ends there only where the operand is certainly
 *               this pointer: `free(c ? p : NULL)` frees nothing when c is
 *               false, and p is still alive
 *  GUARD_FREE   every other free that may receive it, once for each such
 *               object
 *  PUSH_FREE    so is a free that may receive an element, once for each pool.
 *               The element may be handed out again, at another type and with
 *               nothing that says so; hence the barrier
 *  REALLOC      every realloc that may receive an element, once for each pool
 *  DROP_SCOPES  every access with a claim of aliasing, in an object whose
 *               storage one instance takes over from another
 *  CLEAR_TAIL   every `tail` call that can reach it (I4)
 *  OWNED_SLOT   as SLOT, for what a callee makes
 *  SPECIALISE   every call that makes or may free it (frames.h) */
#include "judge/plan.h"

#include "judge/budget.h"
#include "judge/frames.h"
#include "judge/frees.h"
#include "judge/lifetime.h"
#include "judge/pool.h"

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

/* The pool of `object`, if it is promoted to one. */
static esc_pool_t *pool_of(const planner_t *planner, esc_obj_t object) {
  const esc_verdict_t *verdict = promoted(planner, object);
  return verdict && verdict->plan == ESC_PLAN_POOL
             ? &planner->judgement->pools.data[verdict->pool]
             : NULL;
}

/* Who is in a pool, and whether a free may receive an element of it. */
static void fill_pools(planner_t *planner) {
  const esc_solution_t *solution = planner->solution;
  for (uint32_t i = 0; i < planner->judgement->verdicts.count; ++i) {
    esc_pool_t *pool =
        pool_of(planner, planner->judgement->verdicts.data[i].object);
    if (pool && pool->member == ESC_NONE)
      pool->member = i;
  }
  for (uint32_t i = 0; i < planner->graph->facts.count; ++i) {
    const esc_fact_t *fact = &planner->graph->facts.data[i];
    const esc_idset_t *targets = &solution->locs.data[fact->loc].targets;
    bool gives_back = fact->kind == ESC_FACT_FREE ||
                      fact->kind == ESC_FACT_FREE_IN_CALL ||
                      fact->kind == ESC_FACT_REALLOC;
    for (uint32_t j = 0; gives_back && j < targets->count; ++j) {
      esc_pool_t *pool =
          pool_of(planner, solution->cells.data[targets->data[j]].object);
      if (pool)
        pool->recycles = true;
    }
  }
}

static void plan_pools(planner_t *planner) {
  const esc_judgement_t *judgement = planner->judgement;
  fill_pools(planner);
  for (uint32_t i = 0; i < judgement->pools.count; ++i) {
    const esc_pool_t *pool = &judgement->pools.data[i];
    if (pool->member == ESC_NONE)
      continue;
    const esc_verdict_t *verdict = &judgement->verdicts.data[pool->member];
    const esc_object_t *object = &planner->graph->objects.data[verdict->object];
    esc_step_t step = {.kind = ESC_STEP_POOL,
                       .flags = pool->recycles ? ESC_STEP_RECYCLES : 0,
                       .align =
                           esc_guard_is_on(planner->options, ESC_GUARD_ALIGN)
                               ? esc_pool_align(object)
                               : 1,
                       .count = pool->count,
                       .size = esc_pool_element_bytes(object, verdict),
                       .object = ESC_NONE,
                       .pool = i,
                       .origin = object->origin};
    push(planner, &step);
    judgement->promoted_bytes.data[object->function] +=
        esc_pool_cost(object, verdict, pool->count);
  }
}

static void plan_slots(planner_t *planner) {
  static const uint8_t kinds[] = {[ESC_PLAN_SLOT] = ESC_STEP_SLOT,
                                  [ESC_PLAN_SIZED_SLOT] = ESC_STEP_SIZED_SLOT,
                                  [ESC_PLAN_POOL] = ESC_STEP_POP};
  for (uint32_t i = 0; i < planner->judgement->verdicts.count; ++i) {
    const esc_verdict_t *verdict = &planner->judgement->verdicts.data[i];
    if (verdict->reason != ESC_REASON_NONE)
      continue;
    const esc_object_t *object = &planner->graph->objects.data[verdict->object];
    bool is_zeroed = (object->site_flags & ESC_SITE_ZEROED) &&
                     esc_guard_is_on(planner->options, ESC_GUARD_ZERO);
    bool is_copied = (object->site_flags & ESC_SITE_STRING) &&
                     esc_guard_is_on(planner->options, ESC_GUARD_COPY);
    bool is_tested = (object->site_flags & ESC_SITE_ZERO_IS_NULL) &&
                     esc_guard_is_on(planner->options, ESC_GUARD_ZERO_IS_NULL);
    uint32_t align = object->align ? object->align : 1;
    bool is_own = object->kind == ESC_OBJECT_SITE;
    esc_step_t step = {
        .kind = is_own ? kinds[verdict->plan] : ESC_STEP_OWNED_SLOT,
        .flags = (is_own && is_zeroed ? ESC_STEP_ZERO : 0) |
                 (is_own && is_copied ? ESC_STEP_COPY : 0) |
                 (is_own && is_tested ? ESC_STEP_ZERO_IS_NULL : 0),
        .align =
            !esc_guard_is_on(planner->options, ESC_GUARD_ALIGN) ? 1 : align,
        .size = verdict->slot_bytes,
        .object = verdict->object,
        .pool = ESC_NONE,
        .origin = object->origin};
    if (verdict->plan == ESC_PLAN_POOL) {
      bool is_realloc = object->site_flags & ESC_SITE_REALLOC;
      if (is_realloc)
        step.flags |= ESC_STEP_OF_NULL | ESC_STEP_ZERO_IS_NULL;
      if (object->size > verdict->slot_bytes || is_tested || is_realloc)
        step.flags |= ESC_STEP_SIZED;
      step.pool = verdict->pool;
    } else {
      planner->judgement->promoted_bytes.data[object->function] +=
          esc_slot_cost(object, verdict);
    }
    /* What a callee makes is popped there. */
    if (is_own || verdict->plan != ESC_PLAN_POOL)
      push(planner, &step);
  }
}

/* Calls `visit` for each promoted object that `fact` may be about, once. */
static void each_promoted(planner_t *planner, const esc_fact_t *fact,
                          void (*visit)(planner_t *, const esc_fact_t *,
                                        esc_verdict_t *)) {
  const esc_solution_t *solution = planner->solution;
  const esc_content_t *content = &solution->locs.data[fact->loc];
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    esc_obj_t object = solution->cells.data[content->targets.data[i]].object;
    esc_verdict_t *verdict = promoted(planner, object);
    bool is_seen = false;
    for (uint32_t j = 0; j < i && verdict; ++j)
      is_seen |=
          solution->cells.data[content->targets.data[j]].object == object;
    if (verdict && !is_seen)
      visit(planner, fact, verdict);
  }
}

static void count_drop(planner_t *planner, const esc_fact_t *fact,
                       esc_verdict_t *verdict) {
  (void)planner;
  (void)fact;
  verdict->drop_count++;
}

static void drop_free(planner_t *planner, const esc_fact_t *fact) {
  each_promoted(planner, fact, count_drop);
  esc_obj_t ending = fact->must;
  if (!esc_guard_is_on(planner->options, ESC_GUARD_LIFETIME_MUST)) {
    const esc_idset_t *targets =
        &planner->solution->locs.data[fact->loc].targets;
    for (uint32_t i = 0; i < targets->count; ++i) {
      esc_obj_t object = planner->solution->cells.data[targets->data[i]].object;
      if (promoted(planner, object))
        ending = object;
    }
  }
  bool ends = ending != ESC_NONE && promoted(planner, ending);
  esc_step_t step = {.kind = ESC_STEP_DROP_FREE,
                     .flags = ends ? ESC_STEP_END_LIFETIME : 0,
                     .object = ends ? ending : ESC_NONE,
                     .pool = ESC_NONE,
                     .origin = fact->origin};
  push(planner, &step);
}

static void guard_free(planner_t *planner, const esc_fact_t *fact,
                       esc_verdict_t *verdict) {
  const esc_judgement_t *judgement = planner->judgement;
  verdict->guard_count++;
  esc_step_t step = {.kind = ESC_STEP_GUARD_FREE,
                     .object = verdict->object,
                     .pool = ESC_NONE,
                     .origin = fact->origin};
  if (verdict->plan == ESC_PLAN_POOL) {
    /* One test for all members: steps of one free are together. */
    for (uint32_t i = judgement->steps.count; i > 0; --i) {
      const esc_step_t *other = &judgement->steps.data[i - 1];
      if (other->origin != fact->origin)
        break;
      if (other->pool == verdict->pool)
        return;
    }
    step.kind = ESC_STEP_PUSH_FREE;
    step.object = ESC_NONE;
    step.pool = verdict->pool;
    if (esc_guard_is_on(planner->options, ESC_GUARD_POOL_BARRIER))
      step.flags |= ESC_STEP_BARRIER;
  }
  push(planner, &step);
}

static void plan_frees(planner_t *planner) {
  for (uint32_t i = 0; i < planner->graph->facts.count; ++i) {
    const esc_fact_t *fact = &planner->graph->facts.data[i];
    if (fact->kind != ESC_FACT_FREE)
      continue;
    switch (esc_free_fate(planner->solution, planner->options,
                          planner->judgement, fact)) {
    case ESC_FREE_DROPS:
      drop_free(planner, fact);
      break;
    case ESC_FREE_GUARDED:
      each_promoted(planner, fact, guard_free);
      break;
    case ESC_FREE_STAYS:
    case ESC_FREE_UNSOUND: /* esc_judge_frees left none */
      break;
    }
  }
}

/* One step for each pool that the operand may be of. */
static void plan_reallocs(planner_t *planner) {
  const esc_judgement_t *judgement = planner->judgement;
  const esc_solution_t *solution = planner->solution;
  for (uint32_t i = 0; i < planner->graph->facts.count; ++i) {
    const esc_fact_t *fact = &planner->graph->facts.data[i];
    if (fact->kind != ESC_FACT_REALLOC || fact->must == ESC_NONE)
      continue;
    const esc_pool_t *result = pool_of(planner, fact->must);
    const esc_idset_t *targets = &solution->locs.data[fact->loc].targets;
    uint32_t first = judgement->steps.count;
    for (uint32_t j = 0; j < targets->count; ++j) {
      const esc_pool_t *pool =
          pool_of(planner, solution->cells.data[targets->data[j]].object);
      bool is_seen = !pool;
      for (uint32_t k = first; pool && k < judgement->steps.count; ++k)
        is_seen |= judgement->steps.data[k].pool ==
                   (uint32_t)(pool - judgement->pools.data);
      if (is_seen)
        continue;
      const esc_verdict_t *member = &judgement->verdicts.data[pool->member];
      const esc_object_t *object =
          &planner->graph->objects.data[member->object];
      esc_step_t step = {
          .kind = ESC_STEP_REALLOC,
          .flags = (pool == result ? ESC_STEP_IN_PLACE : 0) |
                   (esc_guard_is_on(planner->options, ESC_GUARD_POOL_BARRIER)
                        ? ESC_STEP_BARRIER
                        : 0) |
                   ESC_STEP_ZERO_IS_NULL,
          .align = esc_pool_align(object),
          .size = esc_pool_element_bytes(object, member),
          .object = ESC_NONE,
          .pool = (uint32_t)(pool - judgement->pools.data),
          .origin = fact->origin};
      push(planner, &step);
    }
  }
}

static void plan_size_answers(planner_t *planner) {
  const esc_solution_t *solution = planner->solution;
  for (uint32_t i = 0; i < planner->graph->facts.count; ++i) {
    const esc_fact_t *fact = &planner->graph->facts.data[i];
    if (fact->kind != ESC_FACT_SIZE_ASKED)
      continue;
    const esc_idset_t *targets = &solution->locs.data[fact->loc].targets;
    bool asks_slot = false;
    for (uint32_t j = 0; j < targets->count; ++j) {
      const esc_verdict_t *verdict =
          promoted(planner, solution->cells.data[targets->data[j]].object);
      const esc_object_t *object =
          verdict ? &planner->graph->objects.data[verdict->object] : NULL;
      asks_slot |= object && (verdict->plan == ESC_PLAN_POOL ||
                              object->kind == ESC_OBJECT_FRESH ||
                              (object->site_flags & ESC_SITE_RUN_TIME_SIZE));
    }
    if (!asks_slot)
      continue;
    esc_step_t step = {.kind = ESC_STEP_ANSWER_SIZE,
                       .object = ESC_NONE,
                       .pool = ESC_NONE,
                       .origin = fact->origin};
    push(planner, &step);
  }
}

/* Instances that share storage do alias. */
static void plan_scopes(planner_t *planner) {
  const esc_solution_t *solution = planner->solution;
  for (uint32_t i = 0; i < planner->graph->facts.count; ++i) {
    const esc_fact_t *fact = &planner->graph->facts.data[i];
    if (fact->kind != ESC_FACT_SCOPED)
      continue;
    const esc_idset_t *targets = &solution->locs.data[fact->loc].targets;
    bool is_false = false;
    for (uint32_t j = 0; j < targets->count; ++j) {
      const esc_verdict_t *verdict =
          promoted(planner, solution->cells.data[targets->data[j]].object);
      is_false |=
          verdict && (verdict->is_reused || verdict->plan == ESC_PLAN_POOL);
    }
    if (!is_false)
      continue;
    esc_step_t step = {.kind = ESC_STEP_DROP_SCOPES,
                       .object = ESC_NONE,
                       .pool = ESC_NONE,
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
                       .pool = ESC_NONE,
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
                           esc_frames_t *frames, const esc_options_t *options,
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
  if (esc_guard_is_on(options, ESC_GUARD_ANSWER_SIZE))
    plan_size_answers(&planner);
  if (esc_guard_is_on(options, ESC_GUARD_DROP_SCOPES))
    plan_scopes(&planner);
  plan_pools(&planner);
  plan_slots(&planner);
  plan_reallocs(&planner);
  plan_frees(&planner);
  /* Calls last: the steps before are about the calls that are there. */
  if (status == ESC_OK && esc_frames_may_own(frames, options))
    status = esc_frames_plan(frames, solution, options, judgement);
  return planner.failed ? ESC_NO_MEMORY : status;
}
