/* See site.h. */
#include "judge/site.h"

/* Where so many in a hundred sizes fit, branches are predicted well (measured:
 * sizes 1 to 200 take 0.17 of malloc's time with 256 bytes, 0.68 with 128). */
#define NEARLY_ALL_PERCENT 95
/* Where fewer fit, the tests cost more than the slot gives. */
#define ENOUGH_PERCENT 50

static uint64_t likely_bytes(const esc_seen_sizes_t *seen, uint64_t most) {
  uint64_t bytes = 0;
  uint8_t best = ENOUGH_PERCENT - 1;
  for (uint32_t i = 0; i < seen->count && best < NEARLY_ALL_PERCENT; ++i)
    if (seen->percent[i] > best && esc_size_class_bytes(i) <= most) {
      best = seen->percent[i];
      bytes = esc_size_class_bytes(i);
    }
  return bytes;
}

static uint64_t smaller(uint64_t a, uint64_t b) { return a < b ? a : b; }

uint64_t esc_sized_bytes(const esc_object_t *object,
                         const esc_options_t *options, uint64_t most) {
  if (options->sized_slot_bytes && object->seen.count) {
    uint64_t bytes =
        likely_bytes(&object->seen, smaller(most, options->max_object_bytes));
    if (bytes || esc_guard_is_on(options, ESC_REASON_SIZES_TOO_LARGE))
      return bytes;
  }
  return smaller(most, options->sized_slot_bytes);
}

/* Chooses the plan. Of a size that is known only at run time `size` is an upper
 * bound: where the bound fits, the slot has room for every size. */
static void judge_size(const esc_graph_t *graph, const esc_options_t *options,
                       esc_verdict_t *verdict) {
  const esc_object_t *object = &graph->objects.data[verdict->object];
  bool is_run_time = object->site_flags & ESC_SITE_RUN_TIME_SIZE;
  /* A slot for every size would answer size 0 with an address. */
  bool is_tested = (object->site_flags & ESC_SITE_ZERO_IS_NULL) &&
                   esc_guard_is_on(options, ESC_GUARD_ZERO_IS_NULL);
  verdict->slot_bytes = object->size;
  if (object->size == 0) {
    esc_verdict_keep(options, verdict, ESC_REASON_SIZE_ZERO, ESC_NONE, 0);
  } else if (object->size != ESC_SIZE_UNKNOWN &&
             object->size <= options->max_object_bytes && !is_tested) {
    verdict->plan = ESC_PLAN_SLOT;
  } else if (is_run_time && options->sized_slot_bytes) {
    uint64_t bytes = esc_sized_bytes(object, options, UINT64_MAX);
    verdict->plan = ESC_PLAN_SIZED_SLOT;
    verdict->slot_bytes = smaller(object->size, bytes);
    if (!bytes)
      esc_verdict_keep(options, verdict, ESC_REASON_SIZES_TOO_LARGE, ESC_NONE,
                       0);
    /* The test and the guarded frees are for nothing most of the time. */
    if (object->site_flags & ESC_SITE_COLD)
      esc_verdict_keep(options, verdict, ESC_REASON_COLD, ESC_NONE, 0);
  } else if (object->size == ESC_SIZE_UNKNOWN || is_run_time) {
    /* No switch may take this guard out: there is no slot to make. */
    verdict->reason = verdict->reason == ESC_REASON_NONE
                          ? ESC_REASON_SIZE_UNKNOWN
                          : verdict->reason;
  } else {
    esc_verdict_keep(options, verdict, ESC_REASON_TOO_LARGE, ESC_NONE,
                     object->size);
  }
}

static void judge_kind(const esc_graph_t *graph, const esc_options_t *options,
                       esc_verdict_t *verdict) {
  const esc_object_t *object = &graph->objects.data[verdict->object];
  static const struct {
    esc_site_flag_t flag;
    esc_reason_t reason;
  } flags[] = {{ESC_SITE_NOT_REMOVABLE, ESC_REASON_NOT_REMOVABLE},
               {ESC_SITE_FINALIZED, ESC_REASON_FINALIZED},
               {ESC_SITE_NEEDS_ROOTS, ESC_REASON_COLLECTED},
               {ESC_SITE_ADDRESS_SPACE, ESC_REASON_ADDRESS_SPACE},
               {ESC_SITE_ALIGN_UNKNOWN, ESC_REASON_ALIGN_UNKNOWN}};
  /* What a callee copies is not changed in a specialised copy. */
  bool is_own = object->kind == ESC_OBJECT_SITE;
  if (object->site_flags & ESC_SITE_REALLOC) {
    verdict->is_reallocated = true;
    if (!(object->site_flags & ESC_SITE_REALLOC_NULL) || graph->is_recursive)
      esc_verdict_keep(options, verdict, ESC_REASON_REALLOC_RESULT, ESC_NONE,
                       0);
  }
  if ((object->site_flags & ESC_SITE_DUP) &&
      (!is_own || !(object->site_flags & ESC_SITE_STRING)))
    esc_verdict_keep(options, verdict, ESC_REASON_DUPLICATE, ESC_NONE, 0);
  for (uint32_t i = 0; i < sizeof flags / sizeof *flags; ++i)
    if (object->site_flags & flags[i].flag)
      esc_verdict_keep(options, verdict, flags[i].reason, ESC_NONE, 0);
}

static void judge_function(const esc_graph_t *graph,
                           const esc_options_t *options,
                           esc_verdict_t *verdict) {
  uint32_t function_flags =
      graph->functions.data[graph->objects.data[verdict->object].function]
          .flags;
  static const struct {
    esc_function_flag_t flag;
    esc_reason_t reason;
  } flags[] = {{ESC_FUNCTION_ALLOCATOR, ESC_REASON_ALLOCATOR_BODY},
               {ESC_FUNCTION_OPTNONE, ESC_REASON_OPTNONE},
               {ESC_FUNCTION_SANITIZED, ESC_REASON_SANITIZED},
               {ESC_FUNCTION_COROUTINE, ESC_REASON_COROUTINE},
               {ESC_FUNCTION_RETURNS_TWICE, ESC_REASON_RETURNS_TWICE},
               {ESC_FUNCTION_COLLECTED, ESC_REASON_COLLECTED},
               {ESC_FUNCTION_SPLIT_STACK, ESC_REASON_SPLIT_STACK},
               {ESC_FUNCTION_SSP, ESC_REASON_STACK_PROTECTED}};
  for (uint32_t i = 0; i < sizeof flags / sizeof *flags; ++i)
    if (function_flags & flags[i].flag)
      esc_verdict_keep(options, verdict, flags[i].reason, ESC_NONE, 0);
}

void esc_judge_site(const esc_graph_t *graph, const esc_options_t *options,
                    esc_verdict_t *verdict) {
  judge_kind(graph, options, verdict);
  judge_size(graph, options, verdict);
  judge_function(graph, options, verdict);
}

bool esc_fact_concerns(const esc_object_t *object, const esc_fact_t *fact) {
  return !(object->site_flags & ESC_SITE_NEVER_FREED) ||
         fact->kind != ESC_FACT_FREE_IN_CALL || fact->family != ESC_NONE;
}
