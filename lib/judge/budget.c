/* How much stack promotion may take. See budget.h. */
#include "judge/budget.h"

#include "judge/pool.h"
#include "judge/site.h"

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
  bool is_reentered = (function->flags & (ESC_FUNCTION_CALLS_UNKNOWN |
                                          ESC_FUNCTION_CALLS_CALLERS)) &&
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

/* A slot for fewer sizes than this costs more than it gives. */
#define SMALLEST_SIZED_SLOT 64

/* A slot for every size that does not fit the frame: one for small sizes may.
 */
static void shrink(const esc_options_t *options, const esc_object_t *object,
                   uint64_t left, esc_verdict_t *verdict) {
  uint64_t sized = esc_sized_bytes(object, options, UINT64_MAX);
  if (verdict->plan == ESC_PLAN_SLOT &&
      (object->site_flags & ESC_SITE_RUN_TIME_SIZE) &&
      esc_slot_cost(object, verdict) > left && sized < verdict->slot_bytes &&
      sized) {
    verdict->plan = ESC_PLAN_SIZED_SLOT;
    verdict->slot_bytes = sized;
  }
  uint64_t align = object->align ? object->align : 1;
  uint64_t most = left / align * align;
  if (verdict->plan == ESC_PLAN_SIZED_SLOT && verdict->slot_bytes > most &&
      most >= SMALLEST_SIZED_SLOT) {
    uint64_t less = esc_sized_bytes(object, options, most);
    if (less)
      verdict->slot_bytes = less;
  }
}

typedef struct room {
  frame_budget_t frame;
  uint64_t chain_left;
  uint64_t warning_left;
  uint64_t promotions_left;
} room_t;

static uint64_t smaller(uint64_t a, uint64_t b) { return a < b ? a : b; }

/* Elements of a pool for `verdict`: as many as there is room for. */
static uint32_t count_elements(const esc_graph_t *graph,
                               const esc_options_t *options,
                               const esc_judgement_t *judgement,
                               const room_t *room,
                               const esc_verdict_t *verdict) {
  const esc_object_t *object = &graph->objects.data[verdict->object];
  uint64_t left =
      smaller(smaller(room->frame.left, room->chain_left), room->warning_left);
  take(&left, ESC_POOL_HEADER_BYTES);
  uint64_t count = smaller(left, options->pool_bytes) /
                   esc_pool_element_bytes(object, verdict);
  uint64_t most = esc_pool_most(graph, judgement, verdict);
  count = smaller(smaller(count, most), UINT32_MAX);
  uint64_t least = esc_pool_least(verdict);
  return (uint32_t)(count < least ? least : count);
}

/* False if memory is out. */
static bool judge_room(const esc_graph_t *graph, const esc_options_t *options,
                       esc_judgement_t *judgement, room_t *room,
                       uint32_t number) {
  esc_verdict_t *verdict = &judgement->verdicts.data[number];
  const esc_object_t *object = &graph->objects.data[verdict->object];
  const esc_function_t *function = &graph->functions.data[object->function];
  shrink(
      options, object,
      smaller(smaller(room->frame.left, room->chain_left), room->warning_left),
      verdict);
  uint64_t bytes = 0;
  esc_pool_t pool = {.first = number, .member = ESC_NONE};
  if (verdict->plan != ESC_PLAN_POOL) {
    bytes = esc_slot_cost(object, verdict);
  } else {
    verdict->pool = esc_pool_find(graph, options, judgement, verdict);
    pool.count = count_elements(graph, options, judgement, room, verdict);
    if (verdict->pool == ESC_NONE)
      bytes = esc_pool_cost(object, verdict, pool.count);
  }
  if (function->flags & ESC_FUNCTION_SELECTED_OUT)
    esc_verdict_keep(options, verdict, ESC_REASON_SELECTED_OUT, ESC_NONE, 0);
  if (bytes > room->frame.left)
    esc_verdict_keep(options, verdict, room->frame.reason, ESC_NONE,
                     room->frame.left);
  if (bytes > room->chain_left)
    esc_verdict_keep(options, verdict, ESC_REASON_CHAIN_BUDGET, ESC_NONE,
                     room->chain_left);
  if (bytes > room->warning_left)
    esc_verdict_keep(options, verdict, ESC_REASON_FRAME_WARNING, ESC_NONE,
                     room->warning_left);
  if (room->promotions_left == 0)
    esc_verdict_keep(options, verdict, ESC_REASON_PROMOTION_LIMIT, ESC_NONE, 0);
  if (verdict->reason != ESC_REASON_NONE)
    return true;
  take(&room->frame.left, bytes);
  take(&room->chain_left, bytes);
  if (room->warning_left != ESC_SIZE_UNKNOWN)
    take(&room->warning_left, bytes);
  --room->promotions_left;
  if (verdict->plan != ESC_PLAN_POOL || verdict->pool != ESC_NONE)
    return true;
  verdict->pool = judgement->pools.count;
  return esc_array_push(graph->allocator, &judgement->pools, pool);
}

esc_status_t esc_judge_budgets(const esc_graph_t *graph,
                               const esc_options_t *options,
                               uint64_t chain_bytes,
                               esc_judgement_t *judgement) {
  room_t room = {.chain_left = options->chain_bytes,
                 .promotions_left = options->max_promotions};
  bool ok = true;
  take(&room.chain_left, chain_bytes);
  for (uint32_t f = 0; f < graph->functions.count; ++f) {
    const esc_function_t *function = &graph->functions.data[f];
    room.frame = frame_budget(graph, options, function);
    room.warning_left = function->frame_limit;
    if (room.warning_left != ESC_SIZE_UNKNOWN)
      take(&room.warning_left, function->frame_bytes);
    /* Pools take what slots leave. */
    for (int pools = 0; pools < 2; ++pools)
      for (uint32_t i = 0; i < judgement->verdicts.count && ok; ++i) {
        const esc_verdict_t *verdict = &judgement->verdicts.data[i];
        if (graph->objects.data[verdict->object].function == f &&
            verdict->reason == ESC_REASON_NONE &&
            (verdict->plan == ESC_PLAN_POOL) == pools)
          ok = judge_room(graph, options, judgement, &room, i);
      }
  }
  return ok ? ESC_OK : ESC_NO_MEMORY;
}
