#include "random_graph.h"

#include <string.h>

static int32_t random_offset(rng_t *rng) {
  static const int32_t offsets[] = {0,
                                    0,
                                    0,
                                    0,
                                    0,
                                    8,
                                    8,
                                    16,
                                    4,
                                    -8,
                                    24,
                                    512,
                                    -512,
                                    508,
                                    1,
                                    12,
                                    ESC_ANY_OFFSET};
  return offsets[rng_below(rng, sizeof offsets / sizeof *offsets)];
}

static uint32_t random_size(rng_t *rng) {
  static const uint32_t sizes[] = {8,  8,  8,   8,   16, 4,           1,
                                   12, 24, 128, 136, 0,  ESC_ANY_SIZE};
  return sizes[rng_below(rng, sizeof sizes / sizeof *sizes)];
}

static uint32_t any_of(rng_t *rng, uint32_t first, uint32_t end) {
  return first + rng_below(rng, end - first);
}

static esc_obj_t any_constant(rng_t *rng, const esc_graph_t *graph,
                              esc_obj_t first, esc_obj_t end) {
  for (uint32_t tries = 0; tries < 4 && first < end; ++tries) {
    esc_obj_t object = any_of(rng, first, end);
    if (esc_is_constant_kind(graph->objects.data[object].kind))
      return object;
  }
  return ESC_NONE;
}

/* A constraint between locations [first, end) and objects of that range. */
static void constrain(rng_t *rng, esc_graph_t *graph, esc_loc_t first,
                      esc_loc_t end, esc_obj_t first_object,
                      esc_obj_t end_object) {
  static const uint8_t kinds[] = {
      ESC_ADDR_OF, ESC_ADDR_OF, ESC_ADDR_OF, ESC_COPY,   ESC_COPY,
      ESC_COPY,    ESC_LOAD,    ESC_LOAD,    ESC_LOAD,   ESC_STORE,
      ESC_STORE,   ESC_STORE,   ESC_MEMCPY,  ESC_ESCAPE, ESC_UNKNOWN,
      ESC_EXPOSE,  ESC_CLOBBER, ESC_HOLD,    ESC_HOLD};
  if (first == end)
    return;
  esc_constraint_t c = {.kind = kinds[rng_below(rng, sizeof kinds)],
                        .origin = rng_below(rng, 1000),
                        .cause = ESC_NONE};
  if (c.kind == ESC_ADDR_OF && first_object == end_object)
    return;
  if (c.kind >= ESC_ESCAPE && c.kind != ESC_HOLD && !rng_one_in(rng, 2))
    c.kind = ESC_COPY;
  c.dst = any_of(rng, first, end);
  c.src = c.kind == ESC_ADDR_OF ? any_of(rng, first_object, end_object)
                                : any_of(rng, first, end);
  if (c.kind == ESC_HOLD) {
    c.dst = any_constant(rng, graph, first_object, end_object);
    if (c.dst == ESC_NONE)
      return;
  }
  if (c.kind == ESC_ESCAPE || c.kind == ESC_EXPOSE)
    c.dst = 0;
  if (c.kind == ESC_UNKNOWN || c.kind == ESC_CLOBBER)
    c.src = 0;
  if (c.kind == ESC_COPY || c.kind == ESC_LOAD || c.kind == ESC_STORE ||
      c.kind == ESC_EXPOSE || c.kind == ESC_CLOBBER || c.kind == ESC_HOLD)
    c.offset = random_offset(rng);
  if (c.kind == ESC_ADDR_OF && rng_one_in(rng, 4))
    c.offset = random_offset(rng);
  if (c.kind == ESC_LOAD || c.kind == ESC_EXPOSE || c.kind == ESC_MEMCPY ||
      c.kind == ESC_CLOBBER)
    c.size = random_size(rng);
  if (c.kind == ESC_STORE || c.kind == ESC_HOLD)
    c.size = ESC_POINTER_BYTES;
  if (c.kind == ESC_ESCAPE || (c.kind == ESC_STORE && rng_one_in(rng, 4)))
    c.sink = (uint8_t)rng_below(rng, ESC_SINK_UNMODELLED + 1);
  if (c.kind == ESC_ESCAPE)
    c.operand = (uint16_t)rng_below(rng, 5);
  esc_graph_add_constraint(graph, &c);
}

void random_constraint(rng_t *rng, esc_graph_t *graph) {
  constrain(rng, graph, 0, graph->loc_count, 0, graph->objects.count);
}

static void random_object(rng_t *rng, esc_graph_t *graph, uint32_t function,
                          bool is_fresh) {
  static const uint8_t kinds[] = {ESC_OBJECT_ALLOCA,  ESC_OBJECT_ALLOCA,
                                  ESC_OBJECT_SITE,    ESC_OBJECT_SITE,
                                  ESC_OBJECT_SITE,    ESC_OBJECT_FUNCTION,
                                  ESC_OBJECT_CONSTANT};
  esc_object_t object = {
      .kind = (uint8_t)(is_fresh ? ESC_OBJECT_FRESH
                                 : kinds[rng_below(rng, sizeof kinds)]),
      .function = function,
      .origin = rng_below(rng, 1000),
      .size = rng_one_in(rng, 3) ? ESC_SIZE_UNKNOWN : rng_below(rng, 100),
      .family = rng_one_in(rng, 2) ? ESC_NONE : rng_below(rng, 3),
      .cause = ESC_NONE};
  if (object.kind == ESC_OBJECT_FUNCTION) {
    object.target = 100 + rng_below(rng, 8);
    object.signature = rng_below(rng, 3);
  }
  if (object.kind == ESC_OBJECT_SITE) {
    object.align = rng_one_in(rng, 2) ? 16 : 0;
    object.site_flags = (uint16_t)rng_below(rng, 2 * ESC_SITE_MANY);
    object.seen.count =
        rng_one_in(rng, 4) ? (uint8_t)rng_below(rng, ESC_SIZE_CLASSES + 1) : 0;
    for (uint32_t i = 0; i < object.seen.count; ++i)
      object.seen.percent[i] = (uint8_t)(8 * i + rng_below(rng, 8));
  }
  esc_graph_add_object(graph, &object);
}

static void random_fact(rng_t *rng, esc_graph_t *graph, uint32_t function) {
  if (graph->loc_count == 0)
    return;
  esc_fact_t fact = {.kind = (uint8_t)rng_below(rng, ESC_FACT_COUNT),
                     .function = function,
                     .loc = rng_below(rng, graph->loc_count),
                     .must = ESC_NONE,
                     .family =
                         rng_one_in(rng, 2) ? ESC_NONE : rng_below(rng, 3),
                     .origin = rng_below(rng, 1000),
                     .cause = ESC_NONE};
  if (graph->objects.count) {
    esc_obj_t object = rng_below(rng, graph->objects.count);
    if (graph->objects.data[object].kind == ESC_OBJECT_SITE)
      fact.must = object;
  }
  esc_graph_add_fact(graph, &fact);
}

static esc_loc_t loc_or_none(rng_t *rng, const esc_graph_t *graph) {
  return graph->loc_count == 0 || rng_one_in(rng, 4)
             ? ESC_NONE
             : rng_below(rng, graph->loc_count);
}

static void random_call(rng_t *rng, esc_graph_t *graph, uint32_t function) {
  esc_loc_t args[4], results[3];
  bool is_indirect = graph->loc_count && rng_one_in(rng, 4);
  esc_call_t call = {.kind = is_indirect ? ESC_CALL_INDIRECT : ESC_CALL_DIRECT,
                     .callee = is_indirect ? ESC_NONE : 100 + rng_below(rng, 8),
                     .pointer = ESC_NONE,
                     .resolved = ESC_NONE,
                     .function = function,
                     .arg_count = rng_below(rng, 5),
                     .result_count = rng_below(rng, 4),
                     .is_repeated = rng_one_in(rng, 4),
                     .origin = rng_below(rng, 1000)};
  if (is_indirect) {
    call.pointer = rng_below(rng, graph->loc_count);
    call.signature = rng_below(rng, 3);
  }
  for (uint32_t i = 0; i < 4; ++i)
    args[i] = loc_or_none(rng, graph);
  for (uint32_t i = 0; i < 3; ++i)
    results[i] = loc_or_none(rng, graph);
  esc_graph_add_call(graph, &call, args, results);
}

static void one_function(rng_t *rng, const shape_t *shape, esc_graph_t *graph,
                         uint32_t id) {
  uint32_t flags =
      rng_one_in(rng, 2) ? rng_below(rng, 2 * ESC_FUNCTION_CALLS_CALLERS) : 0;
  uint32_t function = esc_graph_add_function(graph, id, flags);
  if (function == ESC_NONE)
    return;
  esc_loc_t first = graph->loc_count;
  esc_obj_t first_object = graph->objects.count;
  if (rng_one_in(rng, 3))
    graph->functions.data[function].frame_limit = rng_below(rng, 5000);
  graph->functions.data[function].frame_bytes = rng_below(rng, 3) * 16;
  for (uint32_t i = rng_below(rng, shape->params + 1); i > 0; --i) {
    bool is_pointer = !rng_one_in(rng, 4);
    esc_graph_add_param(graph, is_pointer, rng_below(rng, 1000));
  }
  for (uint32_t i = rng_below(rng, 3); i > 0; --i)
    esc_graph_add_result(graph, !rng_one_in(rng, 4));
  for (uint32_t i = rng_below(rng, shape->locs + 1); i > 0; --i)
    esc_graph_add_loc(graph);
  for (uint32_t i = rng_below(rng, shape->objects + 1); i > 0; --i)
    random_object(rng, graph, function, false);
  for (uint32_t i = rng_below(rng, shape->constraints + 1); i > 0; --i)
    constrain(rng, graph, first, graph->loc_count, first_object,
              graph->objects.count);
  for (uint32_t i = rng_below(rng, shape->facts + 1); i > 0; --i)
    random_fact(rng, graph, function);
  for (uint32_t i = rng_below(rng, shape->calls + 1); i > 0; --i)
    random_call(rng, graph, function);
}

void random_graph(rng_t *rng, const shape_t *shape, esc_graph_t *graph) {
  uint32_t functions = 1 + rng_below(rng, shape->functions);
  graph->is_coarse = rng_one_in(rng, 8);
  for (uint32_t i = 0; i < functions; ++i)
    one_function(rng, shape, graph, 100 + i);
  if (functions == 1 || rng_one_in(rng, 3))
    return;
  for (uint32_t i = rng_below(rng, 4); i > 0; --i)
    random_object(rng, graph, rng_below(rng, functions), true);
  for (uint32_t i = rng_below(rng, 3); i > 0; --i)
    esc_graph_add_loc(graph);
  for (uint32_t i = rng_below(rng, shape->constraints + 1); i > 0; --i)
    random_constraint(rng, graph);
  for (uint32_t i = rng_below(rng, 3); i > 0; --i)
    random_fact(rng, graph, rng_below(rng, functions));
}

void shuffle_constraints(rng_t *rng, esc_graph_t *graph) {
  for (uint32_t i = graph->constraints.count; i > 1; --i) {
    uint32_t j = rng_below(rng, i);
    esc_constraint_t swapped = graph->constraints.data[i - 1];
    graph->constraints.data[i - 1] = graph->constraints.data[j];
    graph->constraints.data[j] = swapped;
  }
}

static bool is_site_of(const esc_graph_t *graph, esc_obj_t object,
                       uint32_t function) {
  const esc_object_t *at = &graph->objects.data[object];
  return at->function == function &&
         (at->kind == ESC_OBJECT_SITE || at->kind == ESC_OBJECT_FRESH);
}

void random_skeleton(rng_t *rng, const esc_graph_t *graph, uint32_t function,
                     esc_skeleton_t *skeleton) {
  uint32_t blocks = 1 + rng_below(rng, 5);
  skeleton->function = function;
  for (uint32_t i = 0; i < blocks; ++i) {
    esc_skeleton_add_block(skeleton);
    for (uint32_t j = rng_below(rng, 4); j > 0; --j) {
      esc_loc_t args[3] = {0, 0, 0};
      esc_event_t event = {.kind = (uint8_t)rng_below(rng, ESC_EVENT_COUNT),
                           .object = ESC_NONE,
                           .maker = ESC_NONE,
                           .origin = rng_below(rng, 1000)};
      esc_obj_t object = graph->objects.count
                             ? rng_below(rng, graph->objects.count)
                             : ESC_NONE;
      bool is_site = object != ESC_NONE && is_site_of(graph, object, function);
      bool names = event.kind == ESC_EVENT_FREE ||
                   event.kind == ESC_EVENT_NULL ||
                   event.kind == ESC_EVENT_PASS || event.kind == ESC_EVENT_GIVE;
      if (event.kind == ESC_EVENT_GIVE)
        event.given = 1 + rng_below(rng, 3);
      if (event.kind == ESC_EVENT_SITE && !is_site)
        continue;
      if (is_site && (names || event.kind == ESC_EVENT_SITE))
        event.object = object;
      else if (names && rng_below(rng, 2))
        event.name = 1 + rng_below(rng, 3);
      else if (names)
        event.maker = rng_below(rng, 1000);
      if (event.kind == ESC_EVENT_PASS)
        event.operand = rng_below(rng, 4);
      if (event.kind == ESC_EVENT_SITE || event.kind == ESC_EVENT_FREE ||
          event.kind == ESC_EVENT_CALL) {
        event.arg_count = graph->loc_count ? rng_below(rng, 4) : 0;
        event.flags = (uint8_t)rng_below(rng, 2 * ESC_EVENT_MAY_JUMP);
      }
      for (uint32_t k = 0; k < event.arg_count; ++k)
        args[k] = rng_below(rng, graph->loc_count);
      esc_skeleton_add_event(skeleton, &event, args);
    }
    for (uint32_t j = rng_below(rng, 3); j > 0; --j)
      esc_skeleton_add_successor(skeleton, rng_below(rng, blocks));
  }
}

typedef struct pair {
  const esc_graph_t *a, *b;
  same_fn *same_function, *same_family;
  void *context;
} pair_t;

static bool same_lists(const pair_t *pair, uint32_t a, uint32_t b,
                       uint32_t count) {
  for (uint32_t i = 0; i < count; ++i)
    if (pair->a->locs_of_calls.data[a + i] !=
        pair->b->locs_of_calls.data[b + i])
      return false;
  return true;
}

static bool same_families(const pair_t *pair, uint32_t a, uint32_t b) {
  if (a == ESC_NONE || b == ESC_NONE)
    return a == b;
  return pair->same_family(pair->context, a, b);
}

static bool same_function_at(const pair_t *pair, uint32_t i) {
  const esc_function_t *a = &pair->a->functions.data[i];
  const esc_function_t *b = &pair->b->functions.data[i];
  return pair->same_function(pair->context, a->id, b->id) &&
         a->flags == b->flags && a->param_count == b->param_count &&
         a->result_count == b->result_count &&
         a->frame_limit == b->frame_limit && a->frame_bytes == b->frame_bytes &&
         same_lists(pair, a->first_param, b->first_param, a->param_count) &&
         same_lists(pair, a->first_result, b->first_result, a->result_count);
}

static bool same_object_at(const pair_t *pair, uint32_t i) {
  const esc_object_t *a = &pair->a->objects.data[i];
  const esc_object_t *b = &pair->b->objects.data[i];
  return a->kind == b->kind && a->site_flags == b->site_flags &&
         a->function == b->function && a->origin == b->origin &&
         a->size == b->size && a->align == b->align &&
         a->seen.count == b->seen.count &&
         memcmp(a->seen.percent, b->seen.percent, a->seen.count) == 0 &&
         same_families(pair, a->family, b->family) && a->level == b->level &&
         (a->kind != ESC_OBJECT_FUNCTION ||
          (pair->same_function(pair->context, a->target, b->target) &&
           a->signature == b->signature)) &&
         (a->level == 0 || a->param == b->param);
}

static bool same_constraint_at(const pair_t *pair, uint32_t i) {
  const esc_constraint_t *a = &pair->a->constraints.data[i];
  const esc_constraint_t *b = &pair->b->constraints.data[i];
  bool has_dst = a->kind != ESC_ESCAPE && a->kind != ESC_EXPOSE;
  bool has_src = a->kind != ESC_UNKNOWN && a->kind != ESC_CLOBBER;
  bool has_size = a->kind == ESC_LOAD || a->kind == ESC_EXPOSE ||
                  a->kind == ESC_MEMCPY || a->kind == ESC_CLOBBER;
  return a->kind == b->kind && a->sink == b->sink && a->operand == b->operand &&
         a->offset == b->offset && a->origin == b->origin &&
         b->cause == ESC_NONE && (!has_dst || a->dst == b->dst) &&
         (!has_src || a->src == b->src) && (!has_size || a->size == b->size);
}

static bool same_fact_at(const pair_t *pair, uint32_t i) {
  const esc_fact_t *a = &pair->a->facts.data[i];
  const esc_fact_t *b = &pair->b->facts.data[i];
  return a->kind == b->kind && a->function == b->function && a->loc == b->loc &&
         a->must == b->must && same_families(pair, a->family, b->family) &&
         a->origin == b->origin && b->cause == ESC_NONE;
}

static bool same_call_at(const pair_t *pair, uint32_t i) {
  const esc_call_t *a = &pair->a->calls.data[i];
  const esc_call_t *b = &pair->b->calls.data[i];
  return a->kind == b->kind &&
         (a->kind == ESC_CALL_INDIRECT
              ? a->pointer == b->pointer && a->signature == b->signature
              : pair->same_function(pair->context, a->callee, b->callee)) &&
         a->is_repeated == b->is_repeated && a->function == b->function &&
         a->arg_count == b->arg_count && a->result_count == b->result_count &&
         a->origin == b->origin &&
         same_lists(pair, a->first_arg, b->first_arg, a->arg_count) &&
         same_lists(pair, a->first_result, b->first_result, a->result_count);
}

#define SAME_ALL(array, same)                                                  \
  if (a->array.count != b->array.count)                                        \
    return false;                                                              \
  for (uint32_t i = 0; i < a->array.count; ++i)                                \
    if (!same(&pair, i))                                                       \
      return false;

bool same_graphs(const esc_graph_t *a, const esc_graph_t *b,
                 same_fn *same_function, same_fn *same_family, void *context) {
  pair_t pair = {a, b, same_function, same_family, context};
  if (a->loc_count != b->loc_count || a->is_coarse != b->is_coarse)
    return false;
  SAME_ALL(functions, same_function_at)
  SAME_ALL(objects, same_object_at)
  SAME_ALL(constraints, same_constraint_at)
  SAME_ALL(facts, same_fact_at)
  SAME_ALL(calls, same_call_at)
  return true;
}

bool same_skeletons(const esc_skeleton_t *a, const esc_skeleton_t *b) {
  if (a->function != b->function || a->blocks.count != b->blocks.count ||
      a->events.count != b->events.count ||
      a->successors.count != b->successors.count)
    return false;
  for (uint32_t i = 0; i < a->blocks.count; ++i)
    if (a->blocks.data[i].event_count != b->blocks.data[i].event_count ||
        a->blocks.data[i].successor_count != b->blocks.data[i].successor_count)
      return false;
  for (uint32_t i = 0; i < a->successors.count; ++i)
    if (a->successors.data[i] != b->successors.data[i])
      return false;
  for (uint32_t i = 0; i < a->events.count; ++i) {
    const esc_event_t *x = &a->events.data[i], *y = &b->events.data[i];
    if (x->kind != y->kind || x->flags != y->flags || x->object != y->object ||
        x->maker != y->maker || x->operand != y->operand ||
        x->arg_count != y->arg_count || x->origin != y->origin)
      return false;
    for (uint32_t j = 0; j < x->arg_count; ++j)
      if (a->args.data[x->first_arg + j] != b->args.data[y->first_arg + j])
        return false;
  }
  return true;
}
