#include "judge/analysis.h"

#include "graph/check.h"
#include "judge/link.h"
#include "judge/resolve.h"
#include "solve/solve.h"

#include <assert.h>
#include <string.h>

/* Instructions. A small module may grow by a callee or two. */
#define LEAST_GROWTH 500

esc_status_t esc_analysis_init(esc_analysis_t *analysis,
                               const esc_allocator_t *allocator,
                               const esc_options_t *options,
                               uint32_t function_count, uint64_t instructions) {
  *analysis = (esc_analysis_t){.allocator = allocator, .options = *options};
  esc_scratch_init(&analysis->scratch, allocator);
  analysis->frames =
      (esc_frames_t){.allocator = allocator,
                     .max_instructions = options->specialise_instructions,
                     .growth_left = &analysis->growth_left};
  analysis->growth_left = instructions / 100 * options->growth_percent;
  if (options->growth_percent && analysis->growth_left < LEAST_GROWTH)
    analysis->growth_left = LEAST_GROWTH;
  for (uint32_t i = 0; i < function_count; ++i)
    if (!esc_array_push(allocator, &analysis->summaries, NULL) ||
        !esc_array_push(allocator, &analysis->grown_bytes, 0) ||
        !esc_array_push(allocator, &analysis->is_settled, false)) {
      esc_analysis_free(analysis);
      return ESC_NO_MEMORY;
    }
  return ESC_OK;
}

static void free_summary(const esc_allocator_t *allocator,
                         esc_summary_t *summary) {
  if (!summary)
    return;
  esc_summary_free(summary);
  allocator->resize(allocator->context, summary, sizeof *summary, 0);
}

void esc_analysis_free(esc_analysis_t *analysis) {
  for (uint32_t i = 0; i < analysis->summaries.count; ++i)
    free_summary(analysis->allocator, analysis->summaries.data[i]);
  esc_array_free(analysis->allocator, &analysis->summaries);
  esc_array_free(analysis->allocator, &analysis->grown_bytes);
  esc_array_free(analysis->allocator, &analysis->is_settled);
  esc_frames_free(&analysis->frames);
  esc_scratch_free(&analysis->scratch);
}

const esc_summary_t *esc_analysis_summary(const esc_analysis_t *analysis,
                                          uint32_t id) {
  return id < analysis->summaries.count ? analysis->summaries.data[id] : NULL;
}

static const esc_summary_t *look_up(void *context, uint32_t id) {
  const esc_analysis_t *analysis = context;
  const esc_summary_t *summary = esc_analysis_summary(analysis, id);
  return summary && analysis->doubts_inexact && esc_summary_needs_pins(summary)
             ? NULL
             : summary;
}

/* The bytes by which the frame of the graph's function grew so far. */
static uint64_t *grown(esc_analysis_t *analysis, const esc_graph_t *graph,
                       uint32_t function) {
  return &analysis->grown_bytes.data[graph->functions.data[function].id];
}

/* Steps a fine solution may take. Measured on C programs: 97 % of functions
 * need fewer, and the rest, mostly large ones that work on one structure of
 * their caller's, gain nothing from telling its fields apart. */
#define FINE_STEPS(graph) (10000 + 10 * (uint64_t)(graph)->constraints.count)
/* Past this a coarse solution, too, would take longer than all others together.
 * None of the 4,456 SCCs of six whole programs does (docs/evaluation.md). */
#define COARSE_STEPS(graph) (50000 + 60 * (uint64_t)(graph)->constraints.count)

static uint64_t at_most(uint64_t steps, uint64_t limit) {
  return steps < limit ? steps : limit;
}

/* There is no other solution of the SCC by then. */
static void forget(esc_analysis_t *analysis, esc_solution_t *solution) {
  esc_solution_free(solution);
  esc_scratch_reset(&analysis->scratch);
}

static esc_status_t solve(esc_analysis_t *analysis, esc_graph_t *graph,
                          esc_solution_t *solution) {
  const uint64_t limit = analysis->options.max_steps;
  esc_resolution_t resolution = {graph, look_up, analysis};
  esc_growth_t growth = {esc_resolve_early, &resolution};
  esc_status_t status = esc_solve_growing(
      graph, at_most(FINE_STEPS(graph), limit), &growth, solution);
  if (status != ESC_OUT_OF_BUDGET)
    return status;
  forget(analysis, solution);
  graph->is_coarse = true;
  status = esc_solve_growing(graph, at_most(COARSE_STEPS(graph), limit),
                             &growth, solution);
  if (status != ESC_OUT_OF_BUDGET)
    return status;
  forget(analysis, solution);
  return esc_solution_give_up(graph, solution);
}

/* Solves, and links what calls through pointers turn out to run, in turns. */
static esc_status_t solve_calls(esc_analysis_t *analysis, esc_graph_t *graph,
                                esc_solution_t *solution) {
  for (uint32_t round = 0;; ++round) {
    bool changed = false;
    esc_status_t status = solve(analysis, graph, solution);
    if (status == ESC_OK)
      status = esc_resolve(graph, solution, look_up, analysis,
                           solution->is_given_up || round >= ESC_RESOLVE_ROUNDS,
                           &changed);
    /* Where all is external, a call of anything adds nothing. */
    if (status != ESC_OK || !changed || solution->is_given_up)
      return status;
    forget(analysis, solution);
  }
}

/* Only in test builds: takes the first target from a solution, so that a test
 * sees the certifier refuse it. */
static void spoil(esc_solution_t *solution) {
  for (uint32_t i = 0; i < solution->locs.count; ++i)
    if (solution->locs.data[i].targets.count) {
      solution->locs.data[i].targets.count = 0;
      return;
    }
}

static esc_status_t certify(const esc_graph_t *graph, esc_run_t *run) {
  esc_refusal_t refusal;
  esc_status_t status = esc_certify(graph, &run->solution, &refusal);
  if (status != ESC_OK)
    run->refusal = refusal;
  return status;
}

/* Flow paths are found where each content names what comes there. A graph for
 * which that takes too long has the paths that the solution itself shows. */
static esc_status_t name_all(const esc_analysis_t *analysis, esc_run_t *run) {
  esc_status_t status = esc_solve_by_name(
      run->graph,
      at_most(COARSE_STEPS(run->graph), analysis->options.max_steps),
      &run->named);
  if (status == ESC_OK)
    run->finder.solution = &run->named;
  return status == ESC_NO_MEMORY ? status : ESC_OK;
}

static esc_frames_t *frames_of(esc_analysis_t *analysis, const esc_run_t *run) {
  return run->may_specialise ? &analysis->frames : NULL;
}

static void forget_pins(esc_analysis_t *analysis, esc_run_t *run) {
  analysis->growth_left += run->pin_growth;
  for (uint32_t i = 0; i < run->pins.count; ++i)
    analysis->is_settled.data[run->pins.data[i].function] = false;
  run->pins.count = 0;
  run->pin_growth = 0;
}

/* Takes the growth of what a promotion in the graph would need. */
static esc_status_t find_pins(esc_analysis_t *analysis, esc_run_t *run) {
  if (!esc_guard_is_on(&analysis->options, ESC_GUARD_PIN))
    return ESC_OK;
  uint64_t growth = 0;
  esc_status_t status =
      esc_pins_find(run->graph, look_up, analysis, analysis->is_settled.data,
                    &run->pins, &growth);
  run->is_unpinned = growth > analysis->growth_left;
  if (run->is_unpinned)
    forget_pins(analysis, run);
  else
    analysis->growth_left -= run->pin_growth = growth;
  return status;
}

static void mark_cold(const esc_analysis_t *analysis, esc_graph_t *graph,
                      const esc_solution_t *solution) {
  for (esc_obj_t i = 0; i < graph->objects.count; ++i) {
    esc_object_t *object = &graph->objects.data[i];
    if (object->kind == ESC_OBJECT_SITE &&
        !solution->objects.data[i].is_external &&
        esc_frames_is_cold(&analysis->frames, graph, i))
      object->site_flags |= ESC_SITE_COLD;
  }
}

esc_status_t esc_analysis_solve(esc_analysis_t *analysis, esc_graph_t *graph,
                                uint32_t flags, esc_run_t *run) {
  memset(run, 0, sizeof *run);
  run->may_specialise = flags & ESC_RUN_SPECIALISE;
  graph->believes_inexact = flags & ESC_RUN_PIN;
  graph->names_callees = flags & ESC_RUN_DIRECT;
  analysis->doubts_inexact = !graph->believes_inexact;
  run->graph = graph;
  graph->scratch = &analysis->scratch.allocator;
  run->solution.graph = run->named.graph = graph;
  run->finder.solution = &run->solution;
  run->judgement.allocator = analysis->allocator;
  for (uint32_t i = 0; i < graph->functions.count; ++i)
    if (!esc_array_push(analysis->allocator, &run->wanted, false))
      return ESC_NO_MEMORY;
  for (uint32_t i = 0; i < graph->functions.count; ++i) {
    if (graph->functions.data[i].id >= analysis->summaries.count)
      return ESC_BAD_INPUT;
    graph->functions.data[i].grown_bytes += *grown(analysis, graph, i);
  }
  esc_status_t status = esc_link(graph, look_up, analysis);
  if (status == ESC_OK)
    status = solve_calls(analysis, graph, &run->solution);
  if (status == ESC_NO_MEMORY)
    return status;
  if (status == ESC_OK &&
      !esc_guard_is_on(&analysis->options, ESC_GUARD_SOLUTION))
    spoil(&run->solution);
  if (status == ESC_OK && analysis->options.certifies)
    status = certify(graph, run);
  if (run->refusal.rule)
    return status;
  if (esc_solution_is_known(&run->solution))
    mark_cold(analysis, graph, &run->solution);
  if (esc_solution_is_known(&run->solution) && analysis->options.with_hops &&
      name_all(analysis, run) != ESC_OK)
    return ESC_NO_MEMORY;
  if (flags & ESC_RUN_DIRECT) {
    status = esc_find_direct(&run->solution, &analysis->options, look_up,
                             analysis, &run->direct);
    if (status == ESC_OK && run->direct.count) {
      run->is_pinned = true;
      return find_pins(analysis, run);
    }
    if (status != ESC_OK)
      return status;
  }
  if ((flags & ESC_RUN_INLINE) &&
      esc_find_inlining(&run->solution, &analysis->options, &analysis->frames,
                        look_up, analysis, &analysis->growth_left,
                        grown(analysis, graph, 0), &run->inlining) != ESC_OK)
    return ESC_NO_MEMORY;
  bool has_candidate;
  status = esc_wanted(&run->solution, frames_of(analysis, run),
                      &analysis->options, run->wanted.data, &has_candidate);
  return status == ESC_OK && has_candidate ? find_pins(analysis, run) : status;
}

/* Bytes promoted on the deepest chain of callees outside the graph. */
static uint64_t callee_chain(const esc_analysis_t *analysis,
                             const esc_graph_t *graph) {
  uint64_t bytes = 0;
  for (uint32_t i = 0; i < graph->calls.count; ++i) {
    if (graph->calls.data[i].kind == ESC_CALL_INDIRECT)
      continue;
    const esc_summary_t *summary =
        esc_analysis_summary(analysis, graph->calls.data[i].callee);
    if (summary && summary->chain_bytes > bytes)
      bytes = summary->chain_bytes;
  }
  return bytes;
}

/* What only the control flow says. */
static void note_sure_frees(const esc_run_t *run, uint32_t function,
                            esc_summary_t *summary) {
  const esc_graph_t *graph = run->graph;
  for (uint32_t i = 0; i < summary->symbols.count; ++i) {
    esc_symbol_t *symbol = &summary->symbols.data[i];
    for (esc_obj_t o = 0; o < graph->objects.count && symbol->level == 1; ++o)
      if (graph->objects.data[o].kind == ESC_OBJECT_PLACEHOLDER &&
          graph->objects.data[o].function == function &&
          graph->objects.data[o].param == symbol->param)
        symbol->is_surely_freed = run->judgement.surely_freed.data[o];
  }
}

/* A call that goes elsewhere now cannot be changed again in a copy. */
static void fix_specialised_calls(const esc_run_t *run,
                                  esc_summary_t *summary) {
  for (uint32_t i = 0; i < run->judgement.steps.count; ++i)
    for (uint32_t j = 0; j < summary->operations.count; ++j)
      if (run->judgement.steps.data[i].kind == ESC_STEP_SPECIALISE &&
          run->judgement.steps.data[i].origin ==
              summary->operations.data[j].origin)
        summary->operations.data[j].is_fixed = true;
}

static esc_status_t store_summary(esc_analysis_t *analysis, esc_run_t *run,
                                  uint32_t function, bool calls_unknown,
                                  uint64_t chain_bytes) {
  const esc_allocator_t *allocator = analysis->allocator;
  uint32_t id = run->graph->functions.data[function].id;
  esc_summary_t *summary =
      allocator->resize(allocator->context, NULL, 0, sizeof *summary);
  if (!summary)
    return ESC_NO_MEMORY;
  esc_summary_init(summary, allocator);
  esc_status_t status =
      esc_summarize(&run->solution, function, calls_unknown,
                    analysis->options.with_hops ? &run->finder : NULL, summary);
  if (status == ESC_OK)
    status = esc_pins_rely(run->graph, look_up, analysis, summary);
  note_sure_frees(run, function, summary);
  fix_specialised_calls(run, summary);
  summary->chain_bytes = chain_bytes;
  summary->frame_bytes = run->graph->functions.data[function].frame_bytes +
                         run->judgement.promoted_bytes.data[function];
  free_summary(allocator, analysis->summaries.data[id]);
  analysis->summaries.data[id] = summary;
  return status;
}

/* What a host lowered is indexed without looking from here on. */
static inline bool keeps_rules(const esc_graph_t *graph,
                               const esc_skeleton_t *const *skeletons) {
  esc_check_error_t error;
  bool is_kept = esc_graph_check(graph, &error) == ESC_OK;
  for (uint32_t i = 0; i < graph->functions.count && is_kept; ++i)
    is_kept = !skeletons[i] || skeletons[i]->status != ESC_OK ||
              esc_skeleton_check(skeletons[i], graph, &error) == ESC_OK;
  return is_kept;
}

esc_status_t esc_analysis_judge(esc_analysis_t *analysis, esc_run_t *run,
                                const esc_skeleton_t *const *skeletons) {
  assert(run->graph->status != ESC_OK || keeps_rules(run->graph, skeletons));
  uint64_t chain_bytes = callee_chain(analysis, run->graph);
  for (uint32_t i = 0; i < run->graph->functions.count; ++i)
    chain_bytes += run->graph->functions.data[i].grown_bytes;
  esc_status_t status =
      esc_judge(&run->solution, &run->finder, skeletons, chain_bytes,
                frames_of(analysis, run), &analysis->options, &run->judgement);
  for (uint32_t i = 0; i < run->judgement.promoted_bytes.count; ++i)
    chain_bytes += run->judgement.promoted_bytes.data[i];
  for (uint32_t i = 0; i < run->judgement.verdicts.count; ++i)
    if (status == ESC_OK &&
        run->judgement.verdicts.data[i].reason == ESC_REASON_NONE)
      analysis->options.max_promotions--;
  bool calls_unknown = false;
  for (uint32_t i = 0; i < run->graph->functions.count; ++i)
    calls_unknown |=
        (run->graph->functions.data[i].flags & ESC_FUNCTION_CALLS_UNKNOWN) != 0;
  for (uint32_t i = 0; i < run->graph->functions.count && status == ESC_OK; ++i)
    status = store_summary(analysis, run, i, calls_unknown, chain_bytes);
  run->is_pinned = status == ESC_OK && run->judgement.steps.count != 0;
  return status;
}

void esc_analysis_end(esc_analysis_t *analysis, esc_run_t *run) {
  if (!run->is_pinned)
    forget_pins(analysis, run);
  esc_finder_free(&run->finder);
  esc_solution_free(&run->solution);
  esc_solution_free(&run->named);
  esc_judgement_free(&run->judgement);
  esc_array_free(analysis->allocator, &run->wanted);
  esc_array_free(analysis->allocator, &run->direct);
  esc_array_free(analysis->allocator, &run->inlining);
  esc_array_free(analysis->allocator, &run->pins);
  run->graph->scratch = run->graph->allocator;
  esc_scratch_reset(&analysis->scratch);
}
