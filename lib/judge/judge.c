/* Verdicts: which sites are promoted, and for the others the first reason that
 * holds. Reasons are tried in a fixed order: lifetime, the site itself, its
 * function, its frees and observers, control flow, frees that receive others
 * too (frees.h), budgets. Sites only leave the set of candidates. */
#include "judge/judge.h"

#include "judge/budget.h"
#include "judge/flow.h"
#include "judge/frames.h"
#include "judge/frees.h"
#include "judge/instances.h"
#include "judge/lifetime.h"
#include "judge/link.h"
#include "judge/path.h"
#include "judge/plan.h"
#include "judge/pool.h"
#include "judge/site.h"

#include <string.h>

typedef struct judge {
  esc_finder_t *finder; /* of flow paths */
  const esc_solution_t *solution;
  const esc_graph_t *graph;
  const esc_skeleton_t *const *skeletons;
  const esc_options_t *options;
  const esc_frames_t *frames; /* NULL: nothing may be specialised */
  esc_judgement_t *judgement;
  /* By object: the first fact that observes its address, or ESC_NONE. */
  ESC_ARRAY(esc_origin_t) observed;
} judge_t;

static void keep(judge_t *judge, esc_verdict_t *verdict, esc_reason_t reason,
                 esc_origin_t evidence, uint64_t number) {
  esc_verdict_keep(judge->options, verdict, reason, evidence, number);
}

static const esc_object_t *object_of(const judge_t *judge,
                                     const esc_verdict_t *verdict) {
  return &judge->graph->objects.data[verdict->object];
}

static void judge_lifetime(judge_t *judge, esc_verdict_t *verdict) {
  switch ((esc_lifetime_t)verdict->lifetime) {
  case ESC_LIFETIME_LOCAL:
    return;
  case ESC_LIFETIME_CALLER:
    keep(judge, verdict, ESC_REASON_OUTLIVES, ESC_NONE, 0);
    return;
  case ESC_LIFETIME_EXTERNAL:
    keep(judge, verdict, ESC_REASON_ESCAPES, ESC_NONE, 0);
    return;
  case ESC_LIFETIME_UNKNOWN:
    keep(judge, verdict, ESC_REASON_ANALYSIS_BUDGET, ESC_NONE,
         judge->options->max_steps);
    return;
  }
}

static const esc_content_t *loc_content(const judge_t *judge, esc_loc_t loc) {
  return &judge->solution->locs.data[loc];
}

/* A callee may free or reallocate it: specialised, it does not. */
static void judge_free_in_call(judge_t *judge, const esc_fact_t *fact,
                               esc_verdict_t *verdict, int32_t offset) {
  const esc_object_t *object = object_of(judge, verdict);
  bool is_realloc = fact->kind == ESC_FACT_REALLOC;
  /* In a recursive SCC an element may be another activation's. */
  if (!judge->frames || fact->cause == ESC_NONE ||
      fact->function != object->function ||
      (is_realloc && judge->graph->is_recursive))
    keep(judge, verdict,
         is_realloc ? ESC_REASON_REALLOCATED : ESC_REASON_FREED_IN_CALL,
         fact->origin, 0);
  else if (offset != 0)
    keep(judge, verdict, ESC_REASON_FREE_OF_INTERIOR, fact->origin, 0);
  else if (!esc_frames_can_free(judge->frames, judge->graph, fact, object))
    keep(judge, verdict, ESC_REASON_NOT_SPECIALISED, fact->origin, 0);
  else if (object->site_flags & ESC_SITE_COLD)
    keep(judge, verdict, ESC_REASON_COLD, fact->origin, 0);
}

/* One fact about a pointer that may be (verdict->object, offset). */
static void judge_fact(judge_t *judge, const esc_fact_t *fact,
                       esc_verdict_t *verdict, int32_t offset) {
  const esc_object_t *object = object_of(judge, verdict);
  if (!esc_fact_concerns(object, fact))
    return;
  switch ((esc_fact_kind_t)fact->kind) {
  case ESC_FACT_FREE_IN_CALL:
    judge_free_in_call(judge, fact, verdict, offset);
    return;
  case ESC_FACT_FREE:
    if (fact->function != object->function)
      keep(judge, verdict, ESC_REASON_FREED_IN_CALL, fact->origin, 0);
    else if (offset != 0)
      keep(judge, verdict, ESC_REASON_FREE_OF_INTERIOR, fact->origin, 0);
    else if (fact->family != object->family)
      keep(judge, verdict, ESC_REASON_FAMILY_MISMATCH, fact->origin, 0);
    return;
  case ESC_FACT_REALLOC:
    verdict->is_reallocated = true;
    if (fact->cause != ESC_NONE)
      judge_free_in_call(judge, fact, verdict, offset);
    else if (fact->function != object->function || judge->graph->is_recursive ||
             fact->must == ESC_NONE)
      keep(judge, verdict, ESC_REASON_REALLOCATED, fact->origin, 0);
    else if (offset != 0)
      keep(judge, verdict, ESC_REASON_FREE_OF_INTERIOR, fact->origin, 0);
    else if (fact->family != object->family)
      keep(judge, verdict, ESC_REASON_FAMILY_MISMATCH, fact->origin, 0);
    return;
  case ESC_FACT_USABLE_SIZE:
    keep(judge, verdict, ESC_REASON_USABLE_SIZE, fact->origin, 0);
    return;
  case ESC_FACT_VOLATILE:
    keep(judge, verdict, ESC_REASON_VOLATILE, fact->origin, 0);
    return;
  case ESC_FACT_INVARIANT:
    keep(judge, verdict, ESC_REASON_INVARIANT, fact->origin, 0);
    return;
  case ESC_FACT_SIZE_ASKED: /* the plan answers it */
  case ESC_FACT_SCOPED:     /* the plan drops it where it would be false */
    return;
  case ESC_FACT_COMPARED:
  case ESC_FACT_ADDRESS_LEAKED: /* judged with the control flow */
    if (judge->observed.data[verdict->object] == ESC_NONE)
      judge->observed.data[verdict->object] = fact->origin;
    return;
  case ESC_FACT_COUNT:
    return;
  }
}

static esc_verdict_t *verdict_of(const judge_t *judge, esc_obj_t object) {
  return esc_judgement_verdict(judge->judgement, object);
}

static void judge_facts(judge_t *judge) {
  for (uint32_t i = 0; i < judge->graph->facts.count; ++i) {
    const esc_fact_t *fact = &judge->graph->facts.data[i];
    const esc_content_t *content = loc_content(judge, fact->loc);
    for (uint32_t j = 0; j < content->targets.count; ++j) {
      const esc_cell_t *target =
          &judge->solution->cells.data[content->targets.data[j]];
      esc_verdict_t *verdict = verdict_of(judge, target->object);
      if (verdict)
        judge_fact(judge, fact, verdict, target->offset);
    }
  }
}

static esc_meeting_t stays(void *context, const esc_event_t *event) {
  return esc_idset_contains(context, event->origin) ? ESC_MEETS_WALL
         : esc_flow_is_exit(event)                  ? ESC_MEETS_GOAL
                                                    : ESC_MEETS_NOTHING;
}

/* Whether an object that leaves does so on some paths only. For the text. */
static esc_status_t judge_partial(judge_t *judge, const esc_flow_t *flow,
                                  uint32_t block, uint32_t event,
                                  esc_verdict_t *verdict) {
  /* Half of the searches' budget is for the paths themselves. */
  if (!judge->options->with_hops ||
      judge->finder->steps > ESC_FINDER_MAX_STEPS / 2 ||
      (verdict->lifetime != ESC_LIFETIME_CALLER &&
       verdict->lifetime != ESC_LIFETIME_EXTERNAL))
    return ESC_OK;
  esc_idset_t ways_out = {0};
  esc_status_t status =
      esc_ways_out_find(judge->finder, verdict->object,
                        object_of(judge, verdict)->function, &ways_out);
  /* Of all ways out, or not said. */
  if (status == ESC_OK && ways_out.count && !esc_finder_is_spent(judge->finder))
    status = esc_flow_find_path(flow, block, event, stays, &ways_out,
                                &verdict->is_on_some_path);
  esc_array_free(judge->graph->allocator, &ways_out);
  return status;
}

static esc_status_t judge_flow_of_site(judge_t *judge, const esc_flow_t *flow,
                                       esc_verdict_t *verdict) {
  uint32_t block = 0;
  uint32_t site =
      esc_instance_find(judge->graph, flow, verdict->object, &block);
  bool keeps_names = !esc_guard_is_on(judge->options, ESC_GUARD_NAME);
  esc_instance_t instance = {judge->graph, flow, verdict->object,
                             block,        site, keeps_names};
  bool is_fresh = object_of(judge, verdict)->kind == ESC_OBJECT_FRESH;
  if (site == ESC_NONE) {
    /* The host left it out: nothing is known of its place. */
    keep(judge, verdict, ESC_REASON_INTERNAL_REFUSAL, ESC_NONE, 0);
    return ESC_OK;
  }
  bool found = false;
  esc_status_t status = ESC_OK;
  if (esc_flow_is_in_cycle(flow, block)) {
    verdict->is_reused = true;
    /* Plan 2: one slot, if every instance is dead before the next is made.
     * Else plan 3: a pool, in which each has an element. */
    status = esc_instance_is_remade(&instance, &found);
    if (found && !(esc_guard_is_on(judge->options, ESC_REASON_IN_CYCLE) &&
                   esc_pool_choose(judge->graph, judge->options, verdict)))
      keep(judge, verdict, ESC_REASON_IN_CYCLE, ESC_NONE, 0);
  }
  if (verdict->is_reallocated &&
      !esc_pool_choose(judge->graph, judge->options, verdict))
    keep(judge, verdict, ESC_REASON_REALLOCATED, ESC_NONE, 0);
  if (object_of(judge, verdict)->site_flags & ESC_SITE_COLD &&
      verdict->plan == ESC_PLAN_POOL)
    keep(judge, verdict, ESC_REASON_COLD, ESC_NONE, 0);
  esc_origin_t observed = judge->observed.data[verdict->object];
  if (observed != ESC_NONE && status == ESC_OK) {
    status = esc_instance_leaks(&instance, &found);
    /* A callee that returns null may have leaked it. */
    if (found || is_fresh)
      keep(judge, verdict, ESC_REASON_ADDRESS_OBSERVED, observed, 0);
  }
  if (status != ESC_OK)
    return status;
  return judge_partial(judge, flow, block, site, verdict);
}

/* A callee that is reached by musttail runs when this frame is gone. */
static esc_status_t judge_must_tails(judge_t *judge,
                                     const esc_skeleton_t *skeleton) {
  const esc_allocator_t *allocator = judge->graph->allocator;
  ESC_ARRAY(bool) reached = {0};
  esc_status_t status = ESC_OK;
  for (uint32_t i = 0; i < skeleton->events.count && status == ESC_OK; ++i) {
    const esc_event_t *event = &skeleton->events.data[i];
    if (!(event->flags & ESC_EVENT_MUSTTAIL) || event->arg_count == 0)
      continue;
    status = ESC_NO_MEMORY;
    if (esc_array_reserve(allocator, &reached, judge->graph->objects.count + 1))
      status =
          esc_reachable(judge->solution, skeleton->args.data + event->first_arg,
                        event->arg_count, reached.data);
    for (esc_obj_t o = 0; o < judge->graph->objects.count && status == ESC_OK;
         ++o) {
      esc_verdict_t *verdict = reached.data[o] ? verdict_of(judge, o) : NULL;
      if (verdict &&
          judge->graph->objects.data[o].function == skeleton->function)
        keep(judge, verdict, ESC_REASON_MUST_TAIL, event->origin, 0);
    }
  }
  esc_array_free(allocator, &reached);
  return status;
}

/* Which parameters are certainly freed when the function returns. */
static esc_status_t judge_params(judge_t *judge,
                                 const esc_skeleton_t *skeleton) {
  const esc_graph_t *graph = judge->graph;
  esc_flow_t flow;
  esc_status_t status = skeleton->status != ESC_OK
                            ? skeleton->status
                            : esc_flow_init(&flow, skeleton);
  if (skeleton->status != ESC_OK)
    return status;
  for (uint32_t i = 0; i < skeleton->events.count && status == ESC_OK; ++i) {
    const esc_event_t *event = &skeleton->events.data[i];
    esc_obj_t param = event->object;
    if ((event->kind != ESC_EVENT_FREE && event->kind != ESC_EVENT_PASS) ||
        param == ESC_NONE ||
        graph->objects.data[param].kind != ESC_OBJECT_PLACEHOLDER ||
        judge->judgement->surely_freed.data[param])
      continue;
    status = esc_instance_is_surely_freed(
        graph, &flow, param, &judge->judgement->surely_freed.data[param]);
  }
  esc_flow_free(&flow);
  return status;
}

/* Judges the sites of one function: the verdicts from `first` on. Sites of a
 * function stand together, as its objects do. Sets *end behind the last. */
static esc_status_t judge_flow(judge_t *judge, uint32_t first, uint32_t *end) {
  esc_judgement_t *judgement = judge->judgement;
  uint32_t function =
      object_of(judge, &judgement->verdicts.data[first])->function;
  const esc_skeleton_t *skeleton = judge->skeletons[function];
  esc_flow_t flow;
  esc_status_t status = ESC_OK;
  if (skeleton)
    status = skeleton->status != ESC_OK ? skeleton->status
                                        : esc_flow_init(&flow, skeleton);
  uint32_t i = first;
  for (; i < judgement->verdicts.count && status == ESC_OK; ++i) {
    esc_verdict_t *verdict = &judgement->verdicts.data[i];
    if (object_of(judge, verdict)->function != function)
      break;
    if (skeleton)
      status = judge_flow_of_site(judge, &flow, verdict);
    else
      keep(judge, verdict, ESC_REASON_INTERNAL_REFUSAL, ESC_NONE, 0);
  }
  *end = i;
  if (skeleton && status == ESC_OK)
    status = judge_must_tails(judge, skeleton);
  if (skeleton && skeleton->status == ESC_OK)
    esc_flow_free(&flow);
  return status;
}

/* What a callee makes: one at each call, by operations that can be changed. */
static void judge_maker(judge_t *judge, esc_verdict_t *verdict) {
  const esc_object_t *object = object_of(judge, verdict);
  if (object->kind != ESC_OBJECT_FRESH || verdict->reason != ESC_REASON_NONE)
    return;
  verdict->is_reused = object->site_flags & ESC_SITE_MANY;
  if (verdict->is_reused && verdict->reason == ESC_REASON_NONE &&
      !(esc_guard_is_on(judge->options, ESC_REASON_IN_CYCLE) &&
        esc_pool_choose(judge->graph, judge->options, verdict)))
    keep(judge, verdict, ESC_REASON_IN_CYCLE, object->origin, 0);
  if (!esc_frames_can_make(judge->frames, judge->graph, object))
    keep(judge, verdict, ESC_REASON_NOT_SPECIALISED, object->origin, 0);
  else if (verdict->reason == ESC_REASON_NONE &&
           esc_frames_is_cold(judge->frames, judge->graph, verdict->object))
    keep(judge, verdict, ESC_REASON_COLD, object->origin, 0);
}

/* Says what would have been done, and does nothing. */
static void withdraw_plans(esc_judgement_t *judgement) {
  judgement->steps.count = 0;
  for (uint32_t i = 0; i < judgement->promoted_bytes.count; ++i)
    judgement->promoted_bytes.data[i] = 0;
  for (uint32_t i = 0; i < judgement->verdicts.count; ++i)
    if (judgement->verdicts.data[i].reason == ESC_REASON_NONE)
      judgement->verdicts.data[i].reason = ESC_REASON_REPORT_ONLY;
}

/* Whether what becomes of a callee's object is judged: where this function may
 * own it; and for readers, where it gets no further than here. */
static bool is_told(const judge_t *judge, esc_lifetime_t lifetime) {
  return lifetime == ESC_LIFETIME_LOCAL
             ? judge->frames != NULL
             : judge->options->with_hops && lifetime != ESC_LIFETIME_CALLER;
}

static bool start(judge_t *judge) {
  const esc_graph_t *graph = judge->graph;
  esc_judgement_t *judgement = judge->judgement;
  const esc_allocator_t *allocator = graph->allocator;
  ESC_ARRAY(uint8_t) lifetimes = {0};
  bool ok = esc_array_reserve(allocator, &lifetimes, graph->objects.count + 1);
  if (ok)
    ok = esc_lifetimes(judge->solution, lifetimes.data) == ESC_OK;
  for (uint32_t i = 0; i < graph->functions.count && ok; ++i)
    ok = esc_array_push(allocator, &judgement->promoted_bytes, 0);
  for (esc_obj_t i = 0; i < graph->objects.count && ok; ++i) {
    const esc_object_t *object = &graph->objects.data[i];
    bool is_site = object->kind == ESC_OBJECT_SITE ||
                   (object->kind == ESC_OBJECT_FRESH &&
                    is_told(judge, (esc_lifetime_t)lifetimes.data[i]) &&
                    esc_frames_site(graph, object) != object->origin);
    ok = esc_array_push(allocator, &judgement->verdict_of,
                        is_site ? judgement->verdicts.count : ESC_NONE) &&
         esc_array_push(allocator, &judge->observed, ESC_NONE) &&
         esc_array_push(allocator, &judgement->surely_freed, false);
    esc_verdict_t verdict = {.object = i,
                             .lifetime = lifetimes.data[i],
                             .reason = ESC_REASON_NONE,
                             .evidence = ESC_NONE};
    if (ok && is_site)
      ok = esc_array_push(allocator, &judgement->verdicts, verdict);
  }
  esc_array_free(allocator, &lifetimes);
  return ok;
}

esc_status_t esc_judge(const esc_solution_t *solution, esc_finder_t *finder,
                       const esc_skeleton_t *const *skeletons,
                       uint64_t chain_bytes, esc_frames_t *frames,
                       const esc_options_t *options,
                       esc_judgement_t *judgement) {
  const esc_graph_t *graph = solution->graph;
  memset(judgement, 0, sizeof *judgement);
  judgement->allocator = graph->allocator;
  judge_t judge = {.finder = finder,
                   .solution = solution,
                   .graph = graph,
                   .skeletons = skeletons,
                   .options = options,
                   .judgement = judgement};
  if (esc_frames_may_own(frames, options))
    judge.frames = frames;
  if (!start(&judge))
    judgement->status = ESC_NO_MEMORY;
  for (uint32_t i = 0;
       i < judgement->verdicts.count && judgement->status == ESC_OK; ++i) {
    esc_verdict_t *verdict = &judgement->verdicts.data[i];
    judge_lifetime(&judge, verdict);
    esc_judge_site(graph, options, verdict);
    judge_maker(&judge, verdict);
  }
  if (esc_solution_is_known(solution) && judgement->status == ESC_OK) {
    judge_facts(&judge);
    for (uint32_t i = 0;
         i < judgement->verdicts.count && judgement->status == ESC_OK;)
      judgement->status = judge_flow(&judge, i, &i);
    for (uint32_t i = 0;
         i < graph->functions.count && judgement->status == ESC_OK; ++i)
      if (skeletons[i])
        judgement->status = judge_params(&judge, skeletons[i]);
    esc_pools_gather(solution, options, judgement);
    esc_judge_frees(solution, options, judgement);
    if (judgement->status == ESC_OK)
      judgement->status =
          esc_judge_budgets(graph, options, chain_bytes, judgement);
    esc_judge_frees(solution, options, judgement);
    if (judge.frames && judgement->status == ESC_OK)
      judgement->status =
          esc_frames_judge(frames, solution, options, judgement);
    if (judgement->status == ESC_OK)
      judgement->status =
          esc_plan_make(solution, skeletons, frames, options, judgement);
  }
  if (options->is_report_only)
    withdraw_plans(judgement);
  esc_array_free(graph->allocator, &judge.observed);
  return judgement->status;
}

void esc_judgement_free(esc_judgement_t *judgement) {
  esc_array_free(judgement->allocator, &judgement->verdicts);
  esc_array_free(judgement->allocator, &judgement->steps);
  esc_array_free(judgement->allocator, &judgement->pools);
  esc_array_free(judgement->allocator, &judgement->promoted_bytes);
  esc_array_free(judgement->allocator, &judgement->verdict_of);
  esc_array_free(judgement->allocator, &judgement->storages);
  esc_array_free(judgement->allocator, &judgement->surely_freed);
}

/* Whether a parameter of the function may be freed for certain. */
static bool may_free_param(const esc_solution_t *solution,
                           const esc_fact_t *fact) {
  const esc_graph_t *graph = solution->graph;
  bool is_free = fact->kind == ESC_FACT_FREE;
  if (fact->kind == ESC_FACT_FREE_IN_CALL && fact->cause != ESC_NONE) {
    const esc_cause_t *cause = &graph->causes.data[fact->cause];
    is_free = cause->summary->symbols.data[cause->symbol].is_surely_freed;
  }
  const esc_idset_t *targets = &solution->locs.data[fact->loc].targets;
  for (uint32_t i = 0; i < targets->count && is_free; ++i) {
    esc_obj_t object = solution->cells.data[targets->data[i]].object;
    if (solution->objects.data[object].level == 1)
      return true;
  }
  return false;
}

esc_status_t esc_wanted(const esc_solution_t *solution,
                        const esc_frames_t *frames,
                        const esc_options_t *options, bool *wanted,
                        bool *has_candidate) {
  const esc_graph_t *graph = solution->graph;
  ESC_ARRAY(uint8_t) lifetimes = {0};
  *has_candidate = false;
  for (uint32_t i = 0; i < graph->functions.count; ++i)
    wanted[i] = false;
  if (!esc_solution_is_known(solution))
    return ESC_OK;
  esc_status_t status = ESC_NO_MEMORY;
  if (esc_array_reserve(graph->allocator, &lifetimes, graph->objects.count + 1))
    status = esc_lifetimes(solution, lifetimes.data);
  for (esc_obj_t i = 0; i < graph->objects.count && status == ESC_OK; ++i) {
    const esc_object_t *object = &graph->objects.data[i];
    bool is_site = object->kind == ESC_OBJECT_SITE;
    bool is_candidate = (is_site || (object->kind == ESC_OBJECT_FRESH &&
                                     esc_frames_may_own(frames, options))) &&
                        lifetimes.data[i] == ESC_LIFETIME_LOCAL;
    *has_candidate |= is_candidate;
    if (is_candidate ||
        (is_site && (options->with_hops || options->disabled_guards)))
      wanted[object->function] = true;
  }
  for (uint32_t i = 0; i < graph->facts.count && status == ESC_OK && frames;
       ++i)
    if (may_free_param(solution, &graph->facts.data[i]))
      wanted[graph->facts.data[i].function] = true;
  esc_array_free(graph->allocator, &lifetimes);
  return status;
}
