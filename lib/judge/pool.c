/* Which sites share a pool, and how large it is.
 *
 * An element has the size asked for, or that of a slot (site.h) where that is
 * known only at run time; at least a pointer, the link of the list of free
 * elements. Elements lie one behind the other, each aligned as the allocator
 * promises.
 *
 * Two sites share a pool if their elements are alike and their family is the
 * same: then a free of either is a free of the other in the program already. */
#include "judge/pool.h"

#include "judge/site.h"

static uint64_t round_up(uint64_t bytes, uint64_t align) {
  return (bytes + align - 1) / align * align;
}

uint32_t esc_pool_align(const esc_object_t *object) {
  return object->align > ESC_POINTER_BYTES ? object->align : ESC_POINTER_BYTES;
}

uint64_t esc_pool_element_bytes(const esc_object_t *object,
                                const esc_verdict_t *verdict) {
  uint64_t bytes = verdict->slot_bytes > ESC_POINTER_BYTES ? verdict->slot_bytes
                                                           : ESC_POINTER_BYTES;
  return round_up(bytes, esc_pool_align(object));
}

uint64_t esc_pool_cost(const esc_object_t *object, const esc_verdict_t *verdict,
                       uint64_t count) {
  return count * esc_pool_element_bytes(object, verdict) +
         ESC_POOL_HEADER_BYTES;
}

uint64_t esc_pool_least(const esc_verdict_t *verdict) {
  return verdict->is_reused && !verdict->is_reallocated ? ESC_POOL_MIN_COUNT
                                                        : 1;
}

bool esc_pool_choose(const esc_graph_t *graph, const esc_options_t *options,
                     esc_verdict_t *verdict) {
  const esc_object_t *object = &graph->objects.data[verdict->object];
  uint64_t bytes = verdict->slot_bytes;
  uint64_t sized = verdict->is_reallocated
                       ? options->sized_slot_bytes
                       : esc_sized_bytes(object, options, UINT64_MAX);
  if ((object->site_flags & ESC_SITE_RUN_TIME_SIZE) && sized && sized < bytes)
    bytes = sized;
  /* What realloc may get or give shares a pool, with room to grow. */
  if (verdict->is_reallocated && sized > bytes)
    bytes = sized;
  uint64_t least = esc_pool_least(verdict);
  if (bytes > options->pool_bytes)
    return false;
  verdict->slot_bytes = bytes;
  if (esc_pool_element_bytes(object, verdict) > options->pool_bytes / least)
    return false;
  verdict->plan = ESC_PLAN_POOL;
  verdict->pool = ESC_NONE;
  return true;
}

/* The verdict behind a target of a free, if that would be guarded for it. */
static esc_verdict_t *sized_slot(const esc_solution_t *solution,
                                 const esc_judgement_t *judgement,
                                 uint32_t cell) {
  esc_verdict_t *verdict =
      esc_judgement_verdict(judgement, solution->cells.data[cell].object);
  return verdict && verdict->reason == ESC_REASON_NONE &&
                 verdict->plan == ESC_PLAN_SIZED_SLOT
             ? verdict
             : NULL;
}

/* Gives it `*first`, or finds the first of all. */
static void join(esc_verdict_t *verdict, bool joins, uint32_t *first) {
  if (verdict->reason != ESC_REASON_NONE)
    return;
  if (joins)
    verdict->buffer = *first;
  else if (verdict->buffer < *first)
    *first = verdict->buffer;
}

/* Of what comes to one realloc of a callee, and what that call returns, all get
 * the first one's `buffer`. */
static void join_buffer(const esc_solution_t *solution, const esc_fact_t *fact,
                        esc_judgement_t *judgement) {
  const esc_graph_t *graph = solution->graph;
  const esc_idset_t *targets = &solution->locs.data[fact->loc].targets;
  uint32_t first = ESC_NONE;
  for (int joins = 0; joins < 2; ++joins) {
    for (uint32_t i = 0; i < targets->count; ++i) {
      esc_verdict_t *verdict = esc_judgement_verdict(
          judgement, solution->cells.data[targets->data[i]].object);
      if (verdict)
        join(verdict, joins, &first);
    }
    for (uint32_t i = 0; i < judgement->verdicts.count; ++i) {
      esc_verdict_t *verdict = &judgement->verdicts.data[i];
      const esc_object_t *made = &graph->objects.data[verdict->object];
      if (made->kind == ESC_OBJECT_FRESH && made->origin == fact->origin &&
          (made->site_flags & ESC_SITE_REALLOC))
        join(verdict, joins, &first);
    }
  }
}

static void find_buffers(const esc_solution_t *solution,
                         esc_judgement_t *judgement) {
  const esc_graph_t *graph = solution->graph;
  for (uint32_t i = 0; i < judgement->verdicts.count; ++i)
    judgement->verdicts.data[i].buffer = i;
  for (uint32_t i = 0; i < graph->facts.count; ++i)
    if (graph->facts.data[i].kind == ESC_FACT_REALLOC &&
        graph->facts.data[i].cause != ESC_NONE)
      join_buffer(solution, &graph->facts.data[i], judgement);
}

void esc_pools_gather(const esc_solution_t *solution,
                      const esc_options_t *options,
                      esc_judgement_t *judgement) {
  const esc_graph_t *graph = solution->graph;
  find_buffers(solution, judgement);
  for (uint32_t i = 0; i < graph->facts.count && !graph->is_recursive; ++i) {
    const esc_fact_t *fact = &graph->facts.data[i];
    if (fact->kind != ESC_FACT_FREE && fact->kind != ESC_FACT_FREE_IN_CALL)
      continue;
    const esc_idset_t *targets = &solution->locs.data[fact->loc].targets;
    uint32_t count = 0;
    for (uint32_t j = 0; j < targets->count; ++j)
      count += sized_slot(solution, judgement, targets->data[j]) != NULL;
    for (uint32_t j = 0; j < targets->count && count > ESC_POOL_GATHERED; ++j) {
      esc_verdict_t *verdict =
          sized_slot(solution, judgement, targets->data[j]);
      if (verdict)
        esc_pool_choose(graph, options, verdict);
    }
  }
}

static bool is_alike(const esc_graph_t *graph, const esc_verdict_t *left,
                     const esc_verdict_t *right) {
  const esc_object_t *a = &graph->objects.data[left->object];
  const esc_object_t *b = &graph->objects.data[right->object];
  return a->family == b->family && esc_pool_align(a) == esc_pool_align(b) &&
         esc_pool_element_bytes(a, left) == esc_pool_element_bytes(b, right);
}

/* Whether `other` might share a pool with `verdict`. */
static bool may_share(const esc_graph_t *graph, const esc_verdict_t *verdict,
                      const esc_verdict_t *other) {
  return other->reason == ESC_REASON_NONE && other->plan == ESC_PLAN_POOL &&
         graph->objects.data[other->object].function ==
             graph->objects.data[verdict->object].function &&
         is_alike(graph, verdict, other);
}

uint64_t esc_pool_most(const esc_graph_t *graph,
                       const esc_judgement_t *judgement,
                       const esc_verdict_t *verdict) {
  uint64_t most = 0;
  for (uint32_t i = 0; i < judgement->verdicts.count; ++i) {
    const esc_verdict_t *other = &judgement->verdicts.data[i];
    const esc_object_t *made = &graph->objects.data[other->object];
    bool is_realloc = made->site_flags & ESC_SITE_REALLOC;
    if (!may_share(graph, verdict, other))
      continue;
    /* A realloc on a cycle most often lets one object grow. */
    if (other->is_reused && !is_realloc)
      return UINT64_MAX;
    if (is_realloc && made->kind == ESC_OBJECT_FRESH && other->buffer != i)
      continue;
    ++most;
  }
  return most;
}

uint32_t esc_pool_find(const esc_graph_t *graph, const esc_options_t *options,
                       const esc_judgement_t *judgement,
                       const esc_verdict_t *verdict) {
  uint32_t function = graph->objects.data[verdict->object].function;
  for (uint32_t i = judgement->pools.count; i > 0; --i) {
    const esc_verdict_t *first =
        &judgement->verdicts.data[judgement->pools.data[i - 1].first];
    if (graph->objects.data[first->object].function != function)
      break;
    if (is_alike(graph, first, verdict) ||
        !esc_guard_is_on(options, ESC_GUARD_POOL_SHARE))
      return i - 1;
  }
  return ESC_NONE;
}
