/* Building graphs. See graph.h. */
#include "graph/graph.h"

#include <string.h>

void esc_graph_init(esc_graph_t *graph, const esc_allocator_t *allocator) {
  memset(graph, 0, sizeof *graph);
  graph->allocator = graph->scratch = allocator;
}

void esc_graph_free(esc_graph_t *graph) {
  const esc_allocator_t *allocator = graph->allocator;
  esc_array_free(allocator, &graph->functions);
  esc_array_free(allocator, &graph->objects);
  esc_array_free(allocator, &graph->constraints);
  esc_array_free(allocator, &graph->facts);
  esc_array_free(allocator, &graph->calls);
  esc_array_free(allocator, &graph->locs_of_calls);
  esc_array_free(allocator, &graph->causes);
  esc_graph_init(graph, allocator);
}

void esc_graph_reset(esc_graph_t *graph) {
  graph->status = ESC_OK;
  graph->is_recursive = false;
  graph->is_coarse = false;
  graph->loc_count = 0;
  graph->functions.count = 0;
  graph->objects.count = 0;
  graph->constraints.count = 0;
  graph->facts.count = 0;
  graph->calls.count = 0;
  graph->locs_of_calls.count = 0;
  graph->causes.count = 0;
}

/* Appends one element and returns its index. */
#define PUSH(graph, array, value)                                              \
  ((graph)->status == ESC_OK &&                                                \
           esc_array_push((graph)->allocator, &(graph)->array, (value))        \
       ? (graph)->array.count - 1                                              \
       : out_of_memory(graph))

static uint32_t out_of_memory(esc_graph_t *graph) {
  if (graph->status == ESC_OK)
    graph->status = ESC_NO_MEMORY;
  return ESC_NONE;
}

uint32_t esc_graph_add_function(esc_graph_t *graph, uint32_t id,
                                uint32_t flags) {
  esc_function_t function = {.id = id,
                             .flags = flags,
                             .first_param = graph->locs_of_calls.count,
                             .first_result = graph->locs_of_calls.count,
                             .frame_limit = ESC_SIZE_UNKNOWN};
  return PUSH(graph, functions, function);
}

esc_loc_t esc_graph_add_loc(esc_graph_t *graph) {
  return graph->status == ESC_OK ? graph->loc_count++ : ESC_NONE;
}

esc_obj_t esc_graph_add_object(esc_graph_t *graph, const esc_object_t *object) {
  return PUSH(graph, objects, *object);
}

esc_loc_t esc_graph_add_param(esc_graph_t *graph, bool is_pointer,
                              esc_origin_t origin) {
  if (graph->status != ESC_OK)
    return ESC_NONE;
  esc_function_t *function = &graph->functions.data[graph->functions.count - 1];
  uint32_t index = function->param_count;
  esc_loc_t loc = is_pointer ? esc_graph_add_loc(graph) : ESC_NONE;
  if (PUSH(graph, locs_of_calls, loc) == ESC_NONE)
    return ESC_NONE;
  function->param_count++;
  function->first_result = graph->locs_of_calls.count;
  if (!is_pointer)
    return ESC_NONE;
  esc_object_t placeholder = {.kind = ESC_OBJECT_PLACEHOLDER,
                              .function = graph->functions.count - 1,
                              .origin = origin,
                              .size = ESC_SIZE_UNKNOWN,
                              .family = ESC_NONE,
                              .param = index,
                              .level = 1};
  esc_obj_t object = esc_graph_add_object(graph, &placeholder);
  esc_graph_addr_of(graph, loc, object, origin);
  return loc;
}

esc_loc_t esc_graph_add_result(esc_graph_t *graph, bool is_pointer) {
  if (graph->status != ESC_OK)
    return ESC_NONE;
  esc_loc_t loc = is_pointer ? esc_graph_add_loc(graph) : ESC_NONE;
  if (PUSH(graph, locs_of_calls, loc) == ESC_NONE)
    return ESC_NONE;
  graph->functions.data[graph->functions.count - 1].result_count++;
  return loc;
}

uint32_t esc_graph_add_constraint(esc_graph_t *graph,
                                  const esc_constraint_t *constraint) {
  return PUSH(graph, constraints, *constraint);
}

uint32_t esc_graph_add_fact(esc_graph_t *graph, const esc_fact_t *fact) {
  return PUSH(graph, facts, *fact);
}

uint32_t esc_graph_add_call(esc_graph_t *graph, const esc_call_t *call,
                            const esc_loc_t *args, const esc_loc_t *results) {
  esc_call_t added = *call;
  added.first_arg = graph->locs_of_calls.count;
  for (uint32_t i = 0; i < call->arg_count; ++i)
    PUSH(graph, locs_of_calls, args[i]);
  added.first_result = graph->locs_of_calls.count;
  for (uint32_t i = 0; i < call->result_count; ++i)
    PUSH(graph, locs_of_calls, results[i]);
  return PUSH(graph, calls, added);
}

void esc_graph_append(esc_graph_t *graph, const esc_graph_t *other) {
  uint32_t first_loc = graph->loc_count;
  uint32_t first_function = graph->functions.count;
  uint32_t first_object = graph->objects.count;
  uint32_t first_list = graph->locs_of_calls.count;
  uint32_t first_cause = graph->causes.count;
  uint32_t first_call = graph->calls.count;
  if (other->status != ESC_OK && graph->status == ESC_OK)
    graph->status = other->status;
  graph->loc_count += other->loc_count;
  for (uint32_t i = 0; i < other->locs_of_calls.count; ++i) {
    esc_loc_t loc = other->locs_of_calls.data[i];
    PUSH(graph, locs_of_calls, loc == ESC_NONE ? loc : loc + first_loc);
  }
  for (uint32_t i = 0; i < other->functions.count; ++i) {
    esc_function_t function = other->functions.data[i];
    function.first_param += first_list;
    function.first_result += first_list;
    PUSH(graph, functions, function);
  }
  for (uint32_t i = 0; i < other->objects.count; ++i) {
    esc_object_t object = other->objects.data[i];
    object.function += first_function;
    if (object.kind == ESC_OBJECT_FRESH && object.cause != ESC_NONE)
      object.cause += first_cause;
    PUSH(graph, objects, object);
  }
  for (uint32_t i = 0; i < other->constraints.count; ++i) {
    esc_constraint_t constraint = other->constraints.data[i];
    constraint.dst += constraint.kind == ESC_HOLD ? first_object : first_loc;
    constraint.src += constraint.kind == ESC_ADDR_OF ? first_object : first_loc;
    if (constraint.cause != ESC_NONE)
      constraint.cause += first_cause;
    PUSH(graph, constraints, constraint);
  }
  for (uint32_t i = 0; i < other->facts.count; ++i) {
    esc_fact_t fact = other->facts.data[i];
    fact.function += first_function;
    fact.loc += first_loc;
    if (fact.must != ESC_NONE)
      fact.must += first_object;
    if (fact.cause != ESC_NONE)
      fact.cause += first_cause;
    PUSH(graph, facts, fact);
  }
  for (uint32_t i = 0; i < other->calls.count; ++i) {
    esc_call_t call = other->calls.data[i];
    call.function += first_function;
    call.pointer += call.kind == ESC_CALL_INDIRECT ? first_loc : 0;
    if (call.resolved != ESC_NONE)
      call.resolved += first_call;
    call.first_arg += first_list;
    call.first_result += first_list;
    PUSH(graph, calls, call);
  }
  for (uint32_t i = 0; i < other->causes.count; ++i)
    PUSH(graph, causes, other->causes.data[i]);
}

static void add(esc_graph_t *graph, esc_constraint_kind_t kind, uint32_t dst,
                uint32_t src, int32_t offset, uint32_t size,
                esc_origin_t origin) {
  esc_constraint_t constraint = {.kind = (uint8_t)kind,
                                 .dst = dst,
                                 .src = src,
                                 .offset = esc_offset_add(offset, 0),
                                 .size = size,
                                 .origin = origin,
                                 .cause = ESC_NONE};
  esc_graph_add_constraint(graph, &constraint);
}

void esc_graph_addr_of(esc_graph_t *graph, esc_loc_t dst, esc_obj_t object,
                       esc_origin_t origin) {
  add(graph, ESC_ADDR_OF, dst, object, 0, 0, origin);
}

void esc_graph_copy(esc_graph_t *graph, esc_loc_t dst, esc_loc_t src,
                    int32_t offset, esc_origin_t origin) {
  add(graph, ESC_COPY, dst, src, offset, 0, origin);
}

void esc_graph_load(esc_graph_t *graph, esc_loc_t dst, esc_loc_t pointer,
                    int32_t offset, uint32_t size, esc_origin_t origin) {
  add(graph, ESC_LOAD, dst, pointer, offset, size, origin);
}

void esc_graph_store(esc_graph_t *graph, esc_loc_t pointer, int32_t offset,
                     esc_loc_t value, esc_origin_t origin) {
  add(graph, ESC_STORE, pointer, value, offset, ESC_POINTER_BYTES, origin);
}

void esc_graph_memcpy(esc_graph_t *graph, esc_loc_t dst, esc_loc_t src,
                      uint32_t size, esc_origin_t origin) {
  add(graph, ESC_MEMCPY, dst, src, 0, size, origin);
}

void esc_graph_escape(esc_graph_t *graph, esc_loc_t loc, esc_sink_t sink,
                      uint32_t operand, esc_origin_t origin) {
  esc_constraint_t constraint = {.kind = ESC_ESCAPE,
                                 .sink = (uint8_t)sink,
                                 .operand = (uint16_t)operand,
                                 .src = loc,
                                 .origin = origin,
                                 .cause = ESC_NONE};
  esc_graph_add_constraint(graph, &constraint);
}

void esc_graph_unknown(esc_graph_t *graph, esc_loc_t dst, esc_origin_t origin) {
  add(graph, ESC_UNKNOWN, dst, 0, 0, 0, origin);
}

void esc_graph_expose(esc_graph_t *graph, esc_loc_t pointer, int32_t offset,
                      uint32_t size, esc_origin_t origin) {
  add(graph, ESC_EXPOSE, 0, pointer, offset, size, origin);
}

void esc_graph_clobber(esc_graph_t *graph, esc_loc_t pointer, int32_t offset,
                       uint32_t size, esc_origin_t origin) {
  add(graph, ESC_CLOBBER, pointer, 0, offset, size, origin);
}

void esc_graph_hold(esc_graph_t *graph, esc_obj_t object, int32_t offset,
                    esc_loc_t value, esc_origin_t origin) {
  add(graph, ESC_HOLD, object, value, offset, ESC_POINTER_BYTES, origin);
}
