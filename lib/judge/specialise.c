/* Specialisations of callees. See frames.h, specialise.h.
 *
 * A symbol of a callee stands for the objects of the caller that its location
 * may point to, and an operation of the callee receives what its symbols stand
 * for. So a free in the copy may be dropped if its symbols stand for slots
 * only, as a free of the caller's own may (frees.h); else it is guarded, once
 * for each slot.
 *
 * Cost: for each call, the operations of the callees times what arrives. */
#include "judge/specialise.h"

#include "judge/pool.h"

#include <stdlib.h>
#include <string.h>

typedef ESC_ARRAY(esc_action_t) actions_t;

bool esc_operation_receives(const esc_summary_t *summary,
                            const esc_operation_t *operation, uint32_t symbol) {
  const uint32_t *symbols =
      summary->symbols_of_operations.data + operation->first_symbol;
  for (uint32_t i = 0; i < operation->symbol_count; ++i)
    if (symbols[i] == symbol)
      return true;
  return false;
}

static const esc_verdict_t *promoted(const esc_specialiser_t *specialiser,
                                     esc_obj_t object) {
  const esc_verdict_t *verdict =
      esc_judgement_verdict(specialiser->judgement, object);
  return verdict && verdict->reason == ESC_REASON_NONE ? verdict : NULL;
}

void esc_add_arrival(esc_specialiser_t *specialiser, esc_arrivals_t *arrivals,
                     esc_origin_t call, const esc_summary_t *callee,
                     uint32_t symbol, esc_obj_t object) {
  esc_arrival_t arrival = {
      call, callee, symbol,
      object != ESC_NONE && promoted(specialiser, object) ? object : ESC_NONE};
  if (!esc_array_push(specialiser->allocator, arrivals, arrival))
    specialiser->failed = true;
}

static int by_call(const void *left, const void *right) {
  const esc_arrival_t *a = left, *b = right;
  if (a->call != b->call)
    return a->call < b->call ? -1 : 1;
  if (a->symbol != b->symbol)
    return a->symbol < b->symbol ? -1 : 1;
  return a->object < b->object ? -1 : a->object > b->object;
}

void esc_sort_arrivals(esc_arrivals_t *arrivals) {
  if (arrivals->count)
    qsort(arrivals->data, arrivals->count, sizeof *arrivals->data, by_call);
}

bool esc_has_object(const esc_arrival_t *arrivals, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i)
    if (arrivals[i].object != ESC_NONE)
      return true;
  return false;
}

/* The number of `item` in a list, where it is once. */
static uint32_t add_once(esc_specialiser_t *specialiser, esc_storages_t *list,
                         uint32_t item) {
  for (uint32_t i = 0; i < list->count; ++i)
    if (list->data[i] == item)
      return i;
  if (!esc_array_push(specialiser->allocator, list, item))
    specialiser->failed = true;
  return list->count ? list->count - 1 : 0;
}

/* The number of where `object` is among the storages of a specialisation. */
static uint32_t storage_of(esc_specialiser_t *specialiser,
                           esc_storages_t *storages, esc_obj_t object) {
  const esc_verdict_t *verdict = promoted(specialiser, object);
  return add_once(specialiser, storages,
                  verdict->plan == ESC_PLAN_POOL
                      ? ESC_STORAGE_POOL | verdict->pool
                      : object);
}

/* What an action needs to know of the pool of `object`. */
static void describe_pool(const esc_specialiser_t *specialiser,
                          esc_obj_t object, esc_action_t *action) {
  const esc_verdict_t *verdict = promoted(specialiser, object);
  const esc_object_t *at = &specialiser->graph->objects.data[object];
  const esc_pool_t *pool = &specialiser->judgement->pools.data[verdict->pool];
  action->element_bytes = esc_pool_element_bytes(at, verdict);
  action->pool_bytes = action->element_bytes * pool->count;
  action->flags |= pool->recycles ? ESC_STEP_RECYCLES : 0;
}

static void push_action(esc_specialiser_t *specialiser, actions_t *actions,
                        const esc_action_t *action) {
  if (!esc_array_push(specialiser->allocator, actions, *action))
    specialiser->failed = true;
}

static void plan_make(esc_specialiser_t *specialiser,
                      const esc_summary_t *summary,
                      const esc_operation_t *operation, esc_obj_t object,
                      esc_storages_t *storages, actions_t *actions) {
  const esc_verdict_t *verdict = promoted(specialiser, object);
  uint32_t symbol =
      summary->symbols_of_operations.data[operation->first_symbol];
  uint32_t site_flags = summary->symbols.data[symbol].site_flags;
  bool is_zeroed = site_flags & ESC_SITE_ZEROED;
  bool is_realloc = site_flags & ESC_SITE_REALLOC;
  bool is_tested = is_realloc || site_flags & ESC_SITE_ZERO_IS_NULL;
  static const uint8_t kinds[] = {[ESC_PLAN_SLOT] = ESC_ACTION_SLOT,
                                  [ESC_PLAN_SIZED_SLOT] = ESC_ACTION_SIZED_SLOT,
                                  [ESC_PLAN_POOL] = ESC_ACTION_POP};
  esc_action_t action = {.kind = kinds[verdict->plan],
                         .flags = (is_zeroed ? ESC_STEP_ZERO : 0) |
                                  (is_realloc ? ESC_STEP_OF_NULL : 0) |
                                  (is_tested ? ESC_STEP_ZERO_IS_NULL : 0),
                         .storage = storage_of(specialiser, storages, object),
                         .align = summary->symbols.data[symbol].align,
                         .size = verdict->slot_bytes,
                         .origin = operation->origin};
  if (verdict->plan == ESC_PLAN_POOL) {
    describe_pool(specialiser, object, &action);
    if (summary->symbols.data[symbol].size > verdict->slot_bytes || is_tested)
      action.flags |= ESC_STEP_SIZED;
  }
  push_action(specialiser, actions, &action);
}

/* What `operation` receives: sets *has_others, and appends each
 * promoted object once. */
static void find_received(esc_specialiser_t *specialiser,
                          const esc_summary_t *summary,
                          const esc_operation_t *operation,
                          const esc_arrival_t *arrivals, uint32_t count,
                          esc_storages_t *received, bool *has_others) {
  *has_others = operation->has_others;
  for (uint32_t i = 0; i < count && !specialiser->failed; ++i) {
    const esc_arrival_t *arrival = &arrivals[i];
    if (!esc_operation_receives(summary, operation, arrival->symbol))
      continue;
    if (arrival->object == ESC_NONE) {
      *has_others = true;
      continue;
    }
    *has_others |=
        promoted(specialiser, arrival->object)->plan != ESC_PLAN_SLOT;
    add_once(specialiser, received, arrival->object);
  }
}

static void plan_free(esc_specialiser_t *specialiser,
                      const esc_operation_t *operation,
                      const esc_storages_t *received, bool has_others,
                      esc_storages_t *storages, actions_t *actions) {
  esc_action_t action = {.kind = ESC_ACTION_DROP_FREE,
                         .origin = operation->origin};
  if (!has_others) {
    push_action(specialiser, actions, &action);
    return;
  }
  uint32_t first = actions->count;
  for (uint32_t i = 0; i < received->count && !specialiser->failed; ++i) {
    esc_obj_t object = received->data[i];
    esc_action_t test = action;
    test.kind = ESC_ACTION_GUARD_FREE;
    test.storage = storage_of(specialiser, storages, object);
    if (promoted(specialiser, object)->plan == ESC_PLAN_POOL) {
      test.kind = ESC_ACTION_PUSH_FREE;
      describe_pool(specialiser, object, &test);
      if (specialiser->has_barriers)
        test.flags |= ESC_STEP_BARRIER;
    }
    bool is_tested = false; /* one test for all members of a pool */
    for (uint32_t j = first; j < actions->count; ++j)
      is_tested |= actions->data[j].storage == test.storage;
    if (!is_tested)
      push_action(specialiser, actions, &test);
    if (specialiser->tested)
      esc_add_arrival(specialiser, specialiser->tested, specialiser->call, NULL,
                      ESC_NONE, object);
  }
}

/* The pool of what the realloc at `origin` returns, or ESC_NONE. */
static uint32_t pool_of_result(esc_specialiser_t *specialiser,
                               const esc_summary_t *summary,
                               esc_origin_t origin,
                               const esc_arrival_t *arrivals, uint32_t count) {
  for (uint32_t i = 0; i < summary->operations.count; ++i) {
    const esc_operation_t *made = &summary->operations.data[i];
    if (made->kind != ESC_OPERATION_MAKE || made->callee ||
        made->origin != origin)
      continue;
    for (uint32_t j = 0; j < count; ++j) {
      const esc_verdict_t *verdict =
          arrivals[j].object != ESC_NONE &&
                  esc_operation_receives(summary, made, arrivals[j].symbol)
              ? promoted(specialiser, arrivals[j].object)
              : NULL;
      if (verdict && verdict->plan == ESC_PLAN_POOL)
        return verdict->pool;
    }
  }
  return ESC_NONE;
}

/* One action for each pool that the operand may be of. */
static void plan_realloc(esc_specialiser_t *specialiser,
                         const esc_operation_t *operation,
                         const esc_storages_t *received, uint32_t result,
                         esc_storages_t *storages, actions_t *actions) {
  uint32_t first = actions->count;
  for (uint32_t i = 0; i < received->count && !specialiser->failed; ++i) {
    esc_obj_t object = received->data[i];
    const esc_verdict_t *verdict = promoted(specialiser, object);
    if (verdict->plan != ESC_PLAN_POOL)
      continue; /* without a guard */
    esc_action_t action = {
        .kind = ESC_ACTION_REALLOC,
        .flags = (verdict->pool == result ? ESC_STEP_IN_PLACE : 0) |
                 (specialiser->has_barriers ? ESC_STEP_BARRIER : 0) |
                 ESC_STEP_ZERO_IS_NULL,
        .storage = storage_of(specialiser, storages, object),
        .align = esc_pool_align(&specialiser->graph->objects.data[object]),
        .origin = operation->origin};
    describe_pool(specialiser, object, &action);
    action.size = action.element_bytes;
    bool is_tested = false;
    for (uint32_t j = first; j < actions->count; ++j)
      is_tested |= actions->data[j].storage == action.storage;
    if (!is_tested)
      push_action(specialiser, actions, &action);
  }
}

/* The operations of `summary` from `first` on that one call does. */
static void plan_call(esc_specialiser_t *specialiser,
                      const esc_summary_t *summary, uint32_t first,
                      const esc_arrival_t *arrivals, uint32_t count,
                      esc_storages_t *storages, actions_t *actions) {
  const esc_operation_t *call = &summary->operations.data[first];
  esc_arrivals_t inner = {0};
  esc_storages_t received = {0}, passed = {0};
  for (uint32_t i = 0; i < summary->operations.count; ++i) {
    const esc_operation_t *operation = &summary->operations.data[i];
    if (operation->callee != call->callee || operation->is_fixed ||
        operation->origin != call->origin)
      continue;
    bool has_others;
    received.count = 0;
    find_received(specialiser, summary, operation, arrivals, count, &received,
                  &has_others);
    if (i < first && received.count) {
      inner.count = 0; /* the call was planned there */
      break;
    }
    for (uint32_t j = 0; j < received.count && !specialiser->failed; ++j)
      esc_add_arrival(specialiser, &inner, call->origin, operation->callee,
                      operation->callee_symbol, received.data[j]);
    /* A sized slot is another thing only to whom it is passed as itself. */
    bool is_elsewhere = operation->has_others;
    for (uint32_t j = 0; j < count; ++j)
      is_elsewhere |=
          arrivals[j].object == ESC_NONE &&
          esc_operation_receives(summary, operation, arrivals[j].symbol);
    if (is_elsewhere)
      esc_add_arrival(specialiser, &inner, call->origin, operation->callee,
                      operation->callee_symbol, ESC_NONE);
  }
  if (esc_has_object(inner.data, inner.count) && !specialiser->failed) {
    esc_sort_arrivals(&inner);
    esc_action_t action = {.kind = ESC_ACTION_CALL, .origin = call->origin};
    bool had_callers = specialiser->has_callers;
    specialiser->has_callers |= !summary->is_called_once;
    action.specialisation = esc_specialise(specialiser, call->callee,
                                           inner.data, inner.count, &passed);
    specialiser->has_callers = had_callers;
    action.first_storage = specialiser->frames->storages.count;
    action.storage_count = passed.count;
    for (uint32_t i = 0; i < passed.count && !specialiser->failed; ++i) {
      uint32_t storage = add_once(specialiser, storages, passed.data[i]);
      if (!esc_array_push(specialiser->allocator,
                          &specialiser->frames->storages, storage))
        specialiser->failed = true;
    }
    push_action(specialiser, actions, &action);
  }
  esc_array_free(specialiser->allocator, &inner);
  esc_array_free(specialiser->allocator, &received);
  esc_array_free(specialiser->allocator, &passed);
}

static bool is_same_action(const esc_frames_t *frames, const esc_action_t *a,
                           const esc_action_t *b) {
  return a->kind == b->kind && a->flags == b->flags &&
         a->storage == b->storage && a->align == b->align &&
         a->size == b->size && a->element_bytes == b->element_bytes &&
         a->pool_bytes == b->pool_bytes && a->origin == b->origin &&
         a->specialisation == b->specialisation &&
         a->storage_count == b->storage_count &&
         (a->storage_count == 0 ||
          memcmp(frames->storages.data + a->first_storage,
                 frames->storages.data + b->first_storage,
                 a->storage_count * sizeof *frames->storages.data) == 0);
}

/* The specialisation with these actions: an old one, or a new one. */
static uint32_t intern(esc_specialiser_t *specialiser,
                       const esc_summary_t *summary, const actions_t *actions,
                       const esc_storages_t *storages) {
  esc_frames_t *frames = specialiser->frames;
  for (uint32_t i = 0; i < frames->specialisations.count; ++i) {
    const esc_specialisation_t *old = &frames->specialisations.data[i];
    bool is_same = old->function == summary->function_id &&
                   old->storage_count == storages->count &&
                   old->action_count == actions->count;
    for (uint32_t j = 0; j < actions->count && is_same; ++j)
      is_same =
          is_same_action(frames, &frames->actions.data[old->first_action + j],
                         &actions->data[j]);
    if (is_same)
      return i;
  }
  esc_specialisation_t made = {.function = summary->function_id,
                               .storage_count = storages->count,
                               .first_kind = frames->storage_is_pool.count,
                               .first_action = frames->actions.count,
                               .action_count = actions->count};
  for (uint32_t i = 0; i < actions->count && !specialiser->failed; ++i)
    if (!esc_array_push(specialiser->allocator, &frames->actions,
                        actions->data[i]))
      specialiser->failed = true;
  for (uint32_t i = 0; i < storages->count && !specialiser->failed; ++i)
    if (!esc_array_push(specialiser->allocator, &frames->storage_is_pool,
                        (storages->data[i] & ESC_STORAGE_POOL) != 0))
      specialiser->failed = true;
  if (!esc_array_push(specialiser->allocator, &frames->specialisations, made))
    specialiser->failed = true;
  if (!summary->is_called_once || specialiser->has_callers)
    specialiser->growth += summary->instructions;
  return frames->specialisations.count ? frames->specialisations.count - 1 : 0;
}

/* Recursive, as deep as may_be_changed allows (frames.c): what would arrive
 * deeper was refused. */
uint32_t esc_specialise(esc_specialiser_t *specialiser,
                        const esc_summary_t *summary,
                        const esc_arrival_t *arrivals, uint32_t count,
                        esc_storages_t *storages) {
  actions_t actions = {0};
  esc_storages_t received = {0};
  for (uint32_t i = 0; i < summary->operations.count && !specialiser->failed;
       ++i) {
    const esc_operation_t *operation = &summary->operations.data[i];
    bool has_others;
    received.count = 0;
    find_received(specialiser, summary, operation, arrivals, count, &received,
                  &has_others);
    if (received.count == 0 || specialiser->failed)
      continue;
    if (operation->callee) {
      plan_call(specialiser, summary, i, arrivals, count, storages, &actions);
      continue;
    }
    switch ((esc_operation_kind_t)operation->kind) {
    case ESC_OPERATION_MAKE:
      plan_make(specialiser, summary, operation, received.data[0], storages,
                &actions);
      break;
    case ESC_OPERATION_FREE:
      plan_free(specialiser, operation, &received, has_others, storages,
                &actions);
      break;
    case ESC_OPERATION_REALLOC:
      plan_realloc(specialiser, operation, &received,
                   pool_of_result(specialiser, summary, operation->origin,
                                  arrivals, count),
                   storages, &actions);
      break;
    case ESC_OPERATION_ASK_SIZE: {
      esc_action_t action = {.kind = ESC_ACTION_ANSWER_SIZE,
                             .origin = operation->origin};
      push_action(specialiser, &actions, &action);
      break;
    }
    }
  }
  uint32_t index = specialiser->failed
                       ? 0
                       : intern(specialiser, summary, &actions, storages);
  esc_array_free(specialiser->allocator, &actions);
  esc_array_free(specialiser->allocator, &received);
  return index;
}
