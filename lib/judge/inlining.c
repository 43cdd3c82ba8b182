/* An object that a callee makes, or frees, for a function in which it does not
 * escape is not promoted where it stands: its frame is another one. When each
 * such call is inlined, it is an object of this function like any other.
 *
 * So the calls of an object are: the one that makes it, and each that may free
 * it. They are inlined if all of them may be, within the budgets, and if
 * nothing that is known now will keep the object afterwards. This looks at no
 * control flow, and the function is judged anew when it is done: a wrong guess
 * here costs code, not correctness. Calls of wrappers come to light one level a
 * round.
 *
 * A callee is inlined if it is small, or if a copy of it for this function
 * (frames.h), which all calls can share, would not do.
 *
 * Cost: facts and their targets, and a sort of the calls that are needed. */
#include "judge/inlining.h"

#include "judge/budget.h"
#include "judge/direct.h"
#include "judge/frames.h"
#include "judge/lifetime.h"
#include "judge/site.h"

#include <stdlib.h>
#include <string.h>

/* Instructions of a callee that takes hardly more room where it is called than
 * a call with storages does. LLVM's inliner has left few such. */
#define SMALL_CALLEE 30

typedef struct need {
  esc_origin_t origin; /* of the call */
  esc_obj_t object;
  const esc_summary_t *callee;
} need_t;

typedef struct finder {
  const esc_solution_t *solution;
  const esc_graph_t *graph;
  const esc_options_t *options;
  const esc_frames_t *frames;
  esc_summary_lookup_t lookup;
  void *context;
  ESC_ARRAY(bool) is_candidate; /* by object */
  ESC_ARRAY(bool) is_freed;     /* by object */
  ESC_ARRAY(bool) has_copies;   /* by object: specialised callees would do */
  ESC_ARRAY(need_t) needs;
  uint64_t growth_left; /* instructions */
  uint64_t frame_left;  /* bytes */
  bool failed;
} finder_t;

static bool may_change(const finder_t *finder) {
  return esc_solution_is_known(finder->solution) &&
         esc_may_change_calls(finder->graph, finder->options) &&
         finder->options->inline_instructions != 0;
}

/* Whether anything can come of it: most functions end here. */
static bool has_work(const esc_graph_t *graph) {
  for (uint32_t i = 0; i < graph->objects.count; ++i)
    if (graph->objects.data[i].kind == ESC_OBJECT_FRESH)
      return true;
  for (uint32_t i = 0; i < graph->facts.count; ++i)
    if (graph->facts.data[i].kind == ESC_FACT_FREE_IN_CALL &&
        graph->facts.data[i].cause != ESC_NONE)
      return true;
  return false;
}

static bool fits_slot(const finder_t *finder, esc_obj_t object) {
  esc_verdict_t verdict = {.object = object, .reason = ESC_REASON_NONE};
  esc_judge_site(finder->graph, finder->options, &verdict);
  return verdict.reason == ESC_REASON_NONE &&
         !(finder->graph->objects.data[object].site_flags &
           (ESC_SITE_MANY | ESC_SITE_COLD | ESC_SITE_REALLOC));
}

static void start(finder_t *finder) {
  const esc_graph_t *graph = finder->graph;
  const esc_allocator_t *allocator = graph->allocator;
  ESC_ARRAY(uint8_t) lifetimes = {0};
  finder->failed =
      !esc_array_reserve(allocator, &lifetimes, graph->objects.count + 1) ||
      esc_lifetimes(finder->solution, lifetimes.data) != ESC_OK;
  for (esc_obj_t i = 0; i < graph->objects.count && !finder->failed; ++i) {
    const esc_object_t *object = &graph->objects.data[i];
    bool is_made =
        object->kind == ESC_OBJECT_SITE || object->kind == ESC_OBJECT_FRESH;
    bool is_candidate = is_made && lifetimes.data[i] == ESC_LIFETIME_LOCAL &&
                        fits_slot(finder, i) &&
                        (object->kind == ESC_OBJECT_SITE ||
                         !esc_frames_is_cold(finder->frames, graph, i));
    bool has_copies =
        is_candidate && (object->kind == ESC_OBJECT_SITE ||
                         esc_frames_can_make(finder->frames, graph, object));
    finder->failed =
        !esc_array_push(allocator, &finder->is_candidate, is_candidate) ||
        !esc_array_push(allocator, &finder->has_copies, has_copies) ||
        !esc_array_push(allocator, &finder->is_freed, false);
  }
  esc_array_free(allocator, &lifetimes);
}

static void need(finder_t *finder, esc_origin_t origin, esc_obj_t object) {
  need_t needed = {origin, object, NULL};
  if (!esc_array_push(finder->graph->allocator, &finder->needs, needed))
    finder->failed = true;
}

/* One fact about a pointer that may be (object, offset). */
static void read_fact(finder_t *finder, const esc_fact_t *fact,
                      esc_obj_t object, int32_t offset) {
  if (!finder->is_candidate.data[object] ||
      !esc_fact_concerns(&finder->graph->objects.data[object], fact))
    return;
  bool *is_candidate = &finder->is_candidate.data[object];
  switch ((esc_fact_kind_t)fact->kind) {
  case ESC_FACT_FREE:
  case ESC_FACT_FREE_IN_CALL:
    finder->is_freed.data[object] = true;
    if (offset != 0 ||
        fact->family != finder->graph->objects.data[object].family ||
        (fact->kind == ESC_FACT_FREE_IN_CALL && fact->cause == ESC_NONE))
      *is_candidate = false;
    else if (fact->kind == ESC_FACT_FREE_IN_CALL) {
      need(finder, fact->origin, object);
      finder->has_copies.data[object] &=
          esc_frames_can_free(finder->frames, finder->graph, fact,
                              &finder->graph->objects.data[object]);
    }
    return;
  case ESC_FACT_REALLOC:
  case ESC_FACT_USABLE_SIZE:
  case ESC_FACT_VOLATILE:
  case ESC_FACT_INVARIANT:
    *is_candidate = false;
    return;
  case ESC_FACT_COMPARED:
  case ESC_FACT_ADDRESS_LEAKED: /* judge.c keeps it, if a callee makes it */
    if (finder->graph->objects.data[object].kind == ESC_OBJECT_FRESH)
      finder->has_copies.data[object] = false;
    return;
  case ESC_FACT_SCOPED:
  case ESC_FACT_SIZE_ASKED:
  case ESC_FACT_COUNT:
    return;
  }
}

static void read_facts(finder_t *finder) {
  const esc_graph_t *graph = finder->graph;
  for (uint32_t i = 0; i < graph->facts.count && !finder->failed; ++i) {
    const esc_fact_t *fact = &graph->facts.data[i];
    const esc_idset_t *targets =
        &finder->solution->locs.data[fact->loc].targets;
    for (uint32_t j = 0; j < targets->count; ++j) {
      const esc_cell_t *cell = &finder->solution->cells.data[targets->data[j]];
      if (cell->object < graph->objects.count)
        read_fact(finder, fact, cell->object, cell->offset);
    }
  }
  for (esc_obj_t i = 0; i < graph->objects.count && !finder->failed; ++i) {
    const esc_object_t *object = &graph->objects.data[i];
    /* Several at once, none of them freed before the next: no slot. */
    if ((object->site_flags & ESC_SITE_REPEATED) && !finder->is_freed.data[i])
      finder->is_candidate.data[i] = false;
    if (finder->is_candidate.data[i] && object->kind == ESC_OBJECT_FRESH)
      need(finder, object->origin, i);
  }
}

static int by_origin(const void *left, const void *right) {
  const need_t *a = left, *b = right;
  if (a->origin != b->origin)
    return a->origin < b->origin ? -1 : 1;
  return a->object < b->object ? -1 : a->object > b->object;
}

/* The end of the needs of one call, which begin at `first`. */
static uint32_t end_of(const finder_t *finder, uint32_t first) {
  uint32_t end = first;
  while (end < finder->needs.count &&
         finder->needs.data[end].origin == finder->needs.data[first].origin)
    ++end;
  return end;
}

static void find_callees(finder_t *finder) {
  const esc_graph_t *graph = finder->graph;
  for (uint32_t i = 0; i < graph->calls.count; ++i) {
    const esc_call_t *call = &graph->calls.data[i];
    uint32_t low = 0, high = finder->needs.count;
    /* A call through a pointer cannot be inlined. */
    if (call->kind != ESC_CALL_DIRECT)
      continue;
    while (low < high) {
      uint32_t middle = low + (high - low) / 2;
      if (finder->needs.data[middle].origin < call->origin)
        low = middle + 1;
      else
        high = middle;
    }
    if (low < finder->needs.count &&
        finder->needs.data[low].origin == call->origin)
      for (uint32_t j = low; j < end_of(finder, low); ++j)
        finder->needs.data[j].callee =
            finder->lookup(finder->context, call->callee);
  }
}

static bool may_inline(const finder_t *finder, const need_t *need) {
  const esc_summary_t *callee = need->callee;
  uint64_t most = finder->options->inline_instructions;
  if (finder->has_copies.data[need->object] && most > SMALL_CALLEE)
    most = SMALL_CALLEE;
  return callee && !callee->is_worst && callee->instructions <= most &&
         callee->instructions <= finder->growth_left &&
         callee->frame_bytes <= finder->frame_left;
}

/* Every call of an object, or none: half of them would be for nothing. */
static void choose(finder_t *finder, esc_calls_t *calls) {
  for (uint32_t i = 0; i < finder->needs.count; ++i)
    if (!may_inline(finder, &finder->needs.data[i]))
      finder->is_candidate.data[finder->needs.data[i].object] = false;
  for (uint32_t i = 0, end; i < finder->needs.count && !finder->failed;
       i = end) {
    const esc_summary_t *callee = finder->needs.data[i].callee;
    bool is_wanted = false;
    end = end_of(finder, i);
    for (uint32_t j = i; j < end; ++j)
      is_wanted |= finder->is_candidate.data[finder->needs.data[j].object] &&
                   may_inline(finder, &finder->needs.data[j]);
    if (!is_wanted)
      continue;
    finder->growth_left -= callee->instructions;
    finder->frame_left -= callee->frame_bytes;
    finder->failed = !esc_array_push(finder->graph->allocator, calls,
                                     finder->needs.data[i].origin);
  }
}

esc_status_t esc_find_inlining(const esc_solution_t *solution,
                               const esc_options_t *options,
                               const esc_frames_t *frames,
                               esc_summary_lookup_t lookup, void *context,
                               uint64_t *growth_left, uint64_t *frame_bytes,
                               esc_calls_t *calls) {
  const esc_graph_t *graph = solution->graph;
  finder_t finder = {.solution = solution,
                     .graph = graph,
                     .options = options,
                     .frames = frames,
                     .lookup = lookup,
                     .context = context,
                     .growth_left = *growth_left};
  if (!may_change(&finder) || !has_work(graph))
    return ESC_OK;
  uint64_t frame_left =
      esc_frame_left(graph, options, &graph->functions.data[0]);
  finder.frame_left = frame_left;
  start(&finder);
  if (!finder.failed)
    read_facts(&finder);
  if (!finder.failed && finder.needs.count) {
    qsort(finder.needs.data, finder.needs.count, sizeof *finder.needs.data,
          by_origin);
    find_callees(&finder);
    choose(&finder, calls);
  }
  *growth_left = finder.growth_left;
  *frame_bytes += frame_left - finder.frame_left;
  esc_array_free(graph->allocator, &finder.is_candidate);
  esc_array_free(graph->allocator, &finder.is_freed);
  esc_array_free(graph->allocator, &finder.has_copies);
  esc_array_free(graph->allocator, &finder.needs);
  return finder.failed ? ESC_NO_MEMORY : ESC_OK;
}
