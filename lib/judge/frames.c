/* Which callees are specialised, and for what. See frames.h.
 *
 * Cost: that of the specialisations (specialise.c), and a sort of what arrives
 * at the calls; for each object that the growth budget keeps, once more. */
#include "judge/frees.h"
#include "judge/specialise.h"

#include <stdlib.h>

void esc_frames_free(esc_frames_t *frames) {
  esc_array_free(frames->allocator, &frames->specialisations);
  esc_array_free(frames->allocator, &frames->actions);
  esc_array_free(frames->allocator, &frames->storages);
  esc_array_free(frames->allocator, &frames->storage_is_pool);
}

/*===-- Whether ----------------------------------------------------------===*/

bool esc_frames_may_own(const esc_frames_t *frames,
                        const esc_options_t *options) {
  return frames && frames->max_instructions && !options->is_report_only;
}

bool esc_frames_is_cold(const esc_frames_t *frames, const esc_graph_t *graph,
                        esc_obj_t object) {
  const esc_frequencies_t *known = &frames->frequencies;
  return (graph->objects.data[object].site_flags & ESC_SITE_COLD) ||
         (known->is_cold && known->is_cold(known->host, object));
}

static bool may_be_changed(const esc_frames_t *frames,
                           const esc_summary_t *summary, unsigned depth) {
  return summary->is_copied && !summary->is_worst &&
         summary->instructions <= frames->max_instructions &&
         depth < ESC_FRAMES_DEPTH;
}

/* Whether every operation on `symbol` can be changed, as object of `family`. */
static bool can_change(const esc_frames_t *frames, const esc_summary_t *summary,
                       uint32_t symbol, uint32_t family, unsigned depth) {
  if (!may_be_changed(frames, summary, depth))
    return false;
  bool is_made = summary->symbols.data[symbol].level != 0;
  for (uint32_t i = 0; i < summary->operations.count; ++i) {
    const esc_operation_t *operation = &summary->operations.data[i];
    if (operation->kind == ESC_OPERATION_ASK_SIZE ||
        !esc_operation_receives(summary, operation, symbol))
      continue;
    is_made |= operation->kind == ESC_OPERATION_MAKE;
    if (operation->is_fixed)
      return false;
    if (operation->callee
            ? !can_change(frames, operation->callee, operation->callee_symbol,
                          family, depth + 1)
            : operation->family != family)
      return false;
  }
  return is_made;
}

static const esc_cause_t *cause_of(const esc_graph_t *graph, uint32_t cause) {
  return cause < graph->causes.count ? &graph->causes.data[cause] : NULL;
}

bool esc_frames_can_make(const esc_frames_t *frames, const esc_graph_t *graph,
                         const esc_object_t *object) {
  const esc_cause_t *cause = cause_of(graph, object->cause);
  return cause && !cause->is_fixed &&
         can_change(frames, cause->summary, cause->symbol, object->family, 0);
}

bool esc_frames_can_free(const esc_frames_t *frames, const esc_graph_t *graph,
                         const esc_fact_t *fact, const esc_object_t *object) {
  const esc_cause_t *cause = cause_of(graph, fact->cause);
  return cause && !cause->is_fixed &&
         can_change(frames, cause->summary, cause->symbol, object->family, 0);
}

esc_origin_t esc_frames_site(const esc_graph_t *graph,
                             const esc_object_t *object) {
  const esc_cause_t *cause =
      object->kind == ESC_OBJECT_FRESH ? cause_of(graph, object->cause) : NULL;
  const esc_summary_t *summary = cause ? cause->summary : NULL;
  uint32_t symbol = cause ? cause->symbol : 0;
  esc_origin_t origin = object->origin;
  for (bool found = true; summary && found;) {
    found = false;
    for (uint32_t i = 0; i < summary->operations.count && !found; ++i) {
      const esc_operation_t *operation = &summary->operations.data[i];
      if (operation->kind != ESC_OPERATION_MAKE ||
          !esc_operation_receives(summary, operation, symbol))
        continue;
      found = true;
      origin = operation->origin;
      symbol = operation->callee_symbol;
      summary = operation->callee;
      break;
    }
  }
  return origin;
}

/* What comes to all calls of the function. */
static void find_arrivals(esc_specialiser_t *specialiser,
                          const esc_solution_t *solution,
                          esc_arrivals_t *arrivals) {
  const esc_graph_t *graph = specialiser->graph;
  for (esc_obj_t i = 0; i < graph->objects.count && !specialiser->failed; ++i) {
    const esc_object_t *object = &graph->objects.data[i];
    const esc_cause_t *cause = object->kind == ESC_OBJECT_FRESH
                                   ? cause_of(graph, object->cause)
                                   : NULL;
    if (cause && !cause->is_fixed)
      esc_add_arrival(specialiser, arrivals, object->origin, cause->summary,
                      cause->symbol, i);
  }
  for (uint32_t i = 0; i < graph->facts.count && !specialiser->failed; ++i) {
    const esc_fact_t *fact = &graph->facts.data[i];
    bool gives_back =
        fact->kind == ESC_FACT_FREE_IN_CALL || fact->kind == ESC_FACT_REALLOC;
    const esc_cause_t *cause = gives_back ? cause_of(graph, fact->cause) : NULL;
    /* Nothing that is promoted comes to a call that cannot be changed. */
    if (!cause || cause->is_fixed)
      continue;
    const esc_content_t *content = &solution->locs.data[fact->loc];
    if (content->is_external)
      esc_add_arrival(specialiser, arrivals, fact->origin, cause->summary,
                      cause->symbol, ESC_NONE);
    for (uint32_t j = 0; j < content->targets.count; ++j)
      esc_add_arrival(specialiser, arrivals, fact->origin, cause->summary,
                      cause->symbol,
                      solution->cells.data[content->targets.data[j]].object);
  }
}

/*===-- The plan ---------------------------------------------------------===*/

static void push_step(esc_specialiser_t *specialiser, esc_origin_t call,
                      uint32_t specialisation, const esc_storages_t *storages) {
  esc_judgement_t *judgement = specialiser->judgement;
  esc_step_t step = {.kind = ESC_STEP_SPECIALISE,
                     .object = ESC_NONE,
                     .pool = ESC_NONE,
                     .specialisation = specialisation,
                     .first_storage = judgement->storages.count,
                     .storage_count = storages->count,
                     .origin = call};
  for (uint32_t i = 0; i < storages->count && !specialiser->failed; ++i)
    if (!esc_array_push(specialiser->allocator, &judgement->storages,
                        storages->data[i]))
      specialiser->failed = true;
  if (!esc_array_push(specialiser->allocator, &judgement->steps, step))
    specialiser->failed = true;
}

/* For the report: which objects a call is specialised for. */
static void count_calls(esc_specialiser_t *specialiser,
                        const esc_arrival_t *arrivals, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    esc_obj_t object = arrivals[i].object;
    bool is_first = object != ESC_NONE;
    for (uint32_t j = 0; j < i; ++j)
      is_first &= arrivals[j].object != object;
    if (is_first)
      esc_judgement_verdict(specialiser->judgement, object)->call_count++;
  }
}

/* Makes the plan for the verdicts as they are. */
static void plan(esc_specialiser_t *specialiser,
                 const esc_solution_t *solution) {
  esc_arrivals_t arrivals = {0};
  esc_storages_t storages = {0};
  find_arrivals(specialiser, solution, &arrivals);
  esc_sort_arrivals(&arrivals);
  for (uint32_t first = 0, end; first < arrivals.count && !specialiser->failed;
       first = end) {
    const esc_arrival_t *of_call = &arrivals.data[first];
    for (end = first;
         end < arrivals.count && arrivals.data[end].call == of_call->call;)
      ++end;
    if (!esc_has_object(of_call, end - first))
      continue;
    storages.count = 0;
    specialiser->call = of_call->call;
    uint32_t specialisation = esc_specialise(specialiser, of_call->callee,
                                             of_call, end - first, &storages);
    push_step(specialiser, of_call->call, specialisation, &storages);
    count_calls(specialiser, of_call, end - first);
  }
  esc_array_free(specialiser->allocator, &arrivals);
  esc_array_free(specialiser->allocator, &storages);
}

typedef struct mark {
  uint32_t specialisations, actions, storages, kinds, steps, step_storages;
} mark_t;

static mark_t mark(const esc_specialiser_t *specialiser) {
  const esc_frames_t *frames = specialiser->frames;
  return (mark_t){.specialisations = frames->specialisations.count,
                  .actions = frames->actions.count,
                  .storages = frames->storages.count,
                  .kinds = frames->storage_is_pool.count,
                  .steps = specialiser->judgement->steps.count,
                  .step_storages = specialiser->judgement->storages.count};
}

static void take_back(esc_specialiser_t *specialiser, mark_t mark) {
  esc_frames_t *frames = specialiser->frames;
  frames->specialisations.count = mark.specialisations;
  frames->actions.count = mark.actions;
  frames->storages.count = mark.storages;
  frames->storage_is_pool.count = mark.kinds;
  specialiser->judgement->steps.count = mark.steps;
  specialiser->judgement->storages.count = mark.step_storages;
  specialiser->growth = 0;
  for (uint32_t i = 0; i < specialiser->judgement->verdicts.count; ++i)
    specialiser->judgement->verdicts.data[i].call_count = 0;
}

static esc_specialiser_t start(esc_frames_t *frames,
                               const esc_options_t *options,
                               const esc_solution_t *solution,
                               esc_judgement_t *judgement) {
  return (esc_specialiser_t){
      .frames = frames,
      .graph = solution->graph,
      .allocator = frames->allocator,
      .judgement = judgement,
      .has_barriers = esc_guard_is_on(options, ESC_GUARD_POOL_BARRIER)};
}

/* A promoted object that needs specialisations. */
typedef struct candidate {
  uint64_t made; /* how often */
  esc_obj_t object;
} candidate_t;

typedef ESC_ARRAY(candidate_t) candidates_t;

static int by_frequency(const void *left, const void *right) {
  const candidate_t *a = left, *b = right;
  if (a->made != b->made)
    return a->made > b->made ? -1 : 1;
  return a->object < b->object ? -1 : a->object > b->object;
}

/* Those that pay most first. Without a host that knows, those on cycles. */
static void rank(const esc_specialiser_t *specialiser,
                 candidates_t *candidates) {
  const esc_frequencies_t *known = &specialiser->frames->frequencies;
  for (uint32_t i = 0; i < candidates->count; ++i) {
    esc_obj_t object = candidates->data[i].object;
    uint32_t flags = specialiser->graph->objects.data[object].site_flags;
    candidates->data[i].made = known->made ? known->made(known->host, object)
                                           : flags & ESC_SITE_REPEATED;
  }
  if (candidates->count)
    qsort(candidates->data, candidates->count, sizeof *candidates->data,
          by_frequency);
}

static void find_candidates(esc_specialiser_t *specialiser,
                            const esc_solution_t *solution,
                            candidates_t *candidates) {
  esc_arrivals_t arrivals = {0};
  find_arrivals(specialiser, solution, &arrivals);
  esc_judgement_t *judgement = specialiser->judgement;
  for (uint32_t i = 0; i < judgement->verdicts.count; ++i) {
    candidate_t candidate = {.object = judgement->verdicts.data[i].object};
    bool needs = false;
    for (uint32_t j = 0; j < arrivals.count && !needs; ++j)
      needs = arrivals.data[j].object == candidate.object;
    if (needs && !esc_array_push(specialiser->allocator, candidates, candidate))
      specialiser->failed = true;
  }
  esc_array_free(specialiser->allocator, &arrivals);
}

/* Lets the first `count` candidates be promoted and no other, and plans that.
 * Returns the growth. */
static uint64_t try_first(esc_specialiser_t *specialiser,
                          const esc_solution_t *solution,
                          const candidates_t *candidates, uint32_t count) {
  for (uint32_t i = 0; i < candidates->count; ++i)
    esc_judgement_verdict(specialiser->judgement, candidates->data[i].object)
        ->reason = i < count ? ESC_REASON_NONE : ESC_REASON_GROWTH_BUDGET;
  mark_t before = mark(specialiser);
  plan(specialiser, solution);
  uint64_t growth = specialiser->growth;
  take_back(specialiser, before);
  return growth;
}

static esc_status_t judge_growth(esc_frames_t *frames,
                                 const esc_solution_t *solution,
                                 const esc_options_t *options,
                                 esc_judgement_t *judgement) {
  esc_specialiser_t specialiser = start(frames, options, solution, judgement);
  candidates_t candidates = {0};
  if (!esc_guard_is_on(options, ESC_REASON_GROWTH_BUDGET))
    return ESC_OK;
  find_candidates(&specialiser, solution, &candidates);
  /* How many of the first fit: between `fits` and `most`. Fewer objects may
   * need other copies, seldom more of them; the last step looks again. */
  uint32_t fits = 0, most = candidates.count;
  if (most == 0 || try_first(&specialiser, solution, &candidates, most) <=
                       *frames->growth_left) {
    esc_array_free(frames->allocator, &candidates);
    return specialiser.failed ? ESC_NO_MEMORY : ESC_OK;
  }
  rank(&specialiser, &candidates);
  --most;
  while (fits < most && !specialiser.failed) {
    uint32_t tried = fits + (most - fits + 1) / 2;
    if (try_first(&specialiser, solution, &candidates, tried) <=
        *frames->growth_left)
      fits = tried;
    else
      most = tried - 1;
  }
  while (fits && !specialiser.failed &&
         try_first(&specialiser, solution, &candidates, fits) >
             *frames->growth_left)
    --fits;
  for (uint32_t i = fits; i < candidates.count; ++i) {
    esc_verdict_t *kept =
        esc_judgement_verdict(judgement, candidates.data[i].object);
    kept->reason = ESC_REASON_NONE;
    esc_verdict_keep(options, kept, ESC_REASON_GROWTH_BUDGET,
                     solution->graph->objects.data[kept->object].origin, 0);
  }
  esc_array_free(frames->allocator, &candidates);
  return specialiser.failed ? ESC_NO_MEMORY : ESC_OK;
}

static esc_status_t judge_tests(esc_frames_t *frames,
                                const esc_solution_t *solution,
                                const esc_options_t *options,
                                esc_judgement_t *judgement) {
  esc_specialiser_t specialiser = start(frames, options, solution, judgement);
  esc_arrivals_t tested = {0};
  if (!solution->graph->is_recursive ||
      !esc_guard_is_on(options, ESC_REASON_FREE_OF_OTHER))
    return ESC_OK;
  mark_t before = mark(&specialiser);
  specialiser.tested = &tested;
  plan(&specialiser, solution);
  take_back(&specialiser, before);
  for (uint32_t i = 0; i < tested.count; ++i) {
    esc_verdict_t *kept =
        esc_judgement_verdict(judgement, tested.data[i].object);
    esc_verdict_keep(options, kept, ESC_REASON_FREE_OF_OTHER,
                     tested.data[i].call, 0);
  }
  esc_array_free(frames->allocator, &tested);
  return specialiser.failed ? ESC_NO_MEMORY : ESC_OK;
}

static uint32_t count_promoted(const esc_judgement_t *judgement) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < judgement->verdicts.count; ++i)
    count += judgement->verdicts.data[i].reason == ESC_REASON_NONE;
  return count;
}

esc_status_t esc_frames_judge(esc_frames_t *frames,
                              const esc_solution_t *solution,
                              const esc_options_t *options,
                              esc_judgement_t *judgement) {
  /* In a recursive SCC, what one of these keeps may arrive at a free beside
   * what is promoted, so they are asked in turns; objects only leave. */
  esc_status_t status;
  uint32_t before;
  do {
    before = count_promoted(judgement);
    status = judge_growth(frames, solution, options, judgement);
    if (status == ESC_OK)
      status = judge_tests(frames, solution, options, judgement);
    esc_judge_frees(solution, options, judgement);
  } while (status == ESC_OK && solution->graph->is_recursive &&
           count_promoted(judgement) != before);
  return status;
}

esc_status_t esc_frames_plan(esc_frames_t *frames,
                             const esc_solution_t *solution,
                             const esc_options_t *options,
                             esc_judgement_t *judgement) {
  esc_specialiser_t specialiser = start(frames, options, solution, judgement);
  mark_t before = mark(&specialiser);
  plan(&specialiser, solution);
  if (specialiser.failed)
    take_back(&specialiser, before);
  *frames->growth_left -= specialiser.growth < *frames->growth_left
                              ? specialiser.growth
                              : *frames->growth_left;
  return specialiser.failed ? ESC_NO_MEMORY : ESC_OK;
}
