/* See apply.h. One call costs the size of its callee's summary. */
#include "judge/apply.h"

static esc_loc_t arg(const esc_applier_t *applier, uint32_t index) {
  return index < applier->call->arg_count
             ? applier->graph->locs_of_calls
                   .data[applier->call->first_arg + index]
             : ESC_NONE;
}

static uint32_t add_cause(esc_applier_t *applier, uint32_t symbol) {
  esc_graph_t *graph = applier->graph;
  /* A pointer may be another function, too. */
  bool is_fixed =
      applier->call->is_fixed || applier->call->kind != ESC_CALL_DIRECT;
  esc_cause_t cause = {applier->summary, symbol, is_fixed};
  if (!esc_array_push(graph->allocator, &graph->causes, cause)) {
    graph->status = ESC_NO_MEMORY;
    return ESC_NONE;
  }
  return graph->causes.count - 1;
}

/* A function, or memory that never changes: what that holds comes by edges. */
static esc_loc_t add_constant(esc_applier_t *applier, uint32_t index,
                              const esc_symbol_t *symbol) {
  esc_graph_t *graph = applier->graph;
  esc_origin_t origin = applier->call->origin;
  esc_object_t object = {.kind = symbol->kind,
                         .function = applier->call->function,
                         .origin = origin,
                         .size = ESC_SIZE_UNKNOWN,
                         .family = ESC_NONE,
                         .param = ESC_NONE,
                         .target = symbol->target,
                         .signature = symbol->signature};
  esc_loc_t loc = esc_graph_add_loc(graph);
  esc_obj_t made = esc_graph_add_object(graph, &object);
  if (made == ESC_NONE)
    return loc;
  applier->constants.data[index] = made;
  esc_graph_addr_of(graph, loc, made, origin);
  if (symbol->kind == ESC_OBJECT_FUNCTION) {
    esc_loc_t code = esc_graph_add_loc(graph);
    esc_graph_unknown(graph, code, origin);
    esc_graph_hold(graph, made, ESC_ANY_OFFSET, code, origin);
  }
  return loc;
}

/* The location of a symbol: the argument, a load from it, the closure over
 * loads, or a new object. ESC_NONE if the argument carries no pointer. */
static esc_loc_t symbol_loc(esc_applier_t *applier, uint32_t index) {
  if (applier->locs.data[index] != ESC_NONE)
    return applier->locs.data[index];
  esc_graph_t *graph = applier->graph;
  const esc_symbol_t *symbol = &applier->summary->symbols.data[index];
  esc_origin_t origin = applier->call->origin;
  esc_loc_t loc = ESC_NONE;
  if (symbol->level == 0 && symbol->kind != ESC_OBJECT_FRESH) {
    loc = add_constant(applier, index, symbol);
  } else if (symbol->level == 0) {
    bool is_repeated = applier->call->is_repeated;
    esc_object_t object = {.kind = ESC_OBJECT_FRESH,
                           .site_flags = symbol->site_flags |
                                         (is_repeated ? ESC_SITE_REPEATED : 0),
                           .function = applier->call->function,
                           .origin = origin,
                           .size = symbol->size,
                           .seen = symbol->seen,
                           .align = symbol->align,
                           .family = symbol->family,
                           .cause = add_cause(applier, index),
                           .param = ESC_NONE};
    loc = esc_graph_add_loc(graph);
    esc_obj_t made = esc_graph_add_object(graph, &object);
    if (made != ESC_NONE)
      esc_graph_addr_of(graph, loc, made, origin);
  } else {
    esc_loc_t base = arg(applier, symbol->param);
    if (base == ESC_NONE)
      return ESC_NONE;
    if (symbol->level == 1) {
      loc = base;
    } else {
      loc = esc_graph_add_loc(graph);
      bool is_deep = symbol->level == 3;
      esc_graph_load(graph, loc, base,
                     is_deep ? ESC_ANY_OFFSET : symbol->offset,
                     ESC_POINTER_BYTES, origin);
      if (is_deep) {
        /* Everything below level 2, as a live constraint: what is stored
         * later is found by the same loads. */
        esc_loc_t deep = esc_graph_add_loc(graph);
        esc_graph_load(graph, deep, loc, ESC_ANY_OFFSET, ESC_POINTER_BYTES,
                       origin);
        esc_graph_load(graph, deep, deep, ESC_ANY_OFFSET, ESC_POINTER_BYTES,
                       origin);
        loc = deep;
      }
    }
  }
  applier->locs.data[index] = loc;
  return loc;
}

/* A location that holds the target of an edge. */
static esc_loc_t target_loc(esc_applier_t *applier,
                            const esc_symbol_edge_t *edge) {
  esc_graph_t *graph = applier->graph;
  if (edge->target == ESC_SYMBOL_EXTERNAL) {
    esc_loc_t loc = esc_graph_add_loc(graph);
    esc_graph_unknown(graph, loc, applier->call->origin);
    return loc;
  }
  esc_loc_t loc = symbol_loc(applier, edge->target);
  if (loc == ESC_NONE || edge->target_offset == 0)
    return loc;
  esc_loc_t moved = esc_graph_add_loc(graph);
  esc_graph_copy(graph, moved, loc, edge->target_offset, applier->call->origin);
  return moved;
}

static void add_fact(esc_applier_t *applier, esc_fact_kind_t kind,
                     esc_loc_t loc, uint32_t family, uint32_t cause) {
  esc_fact_t fact = {.kind = (uint8_t)kind,
                     .function = applier->call->function,
                     .loc = loc,
                     .must = ESC_NONE,
                     .family = family,
                     .origin = applier->call->origin,
                     .cause = cause};
  esc_graph_add_fact(applier->graph, &fact);
}

static void apply_symbol(esc_applier_t *applier, uint32_t index) {
  const esc_symbol_t *symbol = &applier->summary->symbols.data[index];
  if (!symbol->is_external && !symbol->is_freed && !symbol->observed)
    return;
  esc_loc_t loc = symbol_loc(applier, index);
  if (loc == ESC_NONE)
    return;
  if (symbol->is_external) {
    esc_constraint_t escape = {.kind = ESC_ESCAPE,
                               .sink = ESC_SINK_CALLEE,
                               .operand = (uint16_t)symbol->param,
                               .src = loc,
                               .origin = applier->call->origin,
                               .cause = add_cause(applier, index)};
    esc_graph_add_constraint(applier->graph, &escape);
  }
  if (symbol->is_freed)
    add_fact(applier, ESC_FACT_FREE_IN_CALL, loc, symbol->family,
             add_cause(applier, index));
  for (int kind = 0; kind < ESC_FACT_COUNT; ++kind)
    if (symbol->observed & (1u << kind))
      add_fact(applier, (esc_fact_kind_t)kind, loc, ESC_NONE,
               add_cause(applier, index));
}

/* What the edges of call `index` say of argument `place`, or of its pointer
 * (ESC_CALL_POINTER): a location, or ESC_NONE if nothing is there. */
static esc_loc_t call_operand(esc_applier_t *applier, uint32_t index,
                              int32_t place) {
  esc_graph_t *graph = applier->graph;
  esc_loc_t operand = ESC_NONE;
  for (uint32_t i = 0; i < applier->summary->call_edges.count; ++i) {
    const esc_symbol_edge_t *edge = &applier->summary->call_edges.data[i];
    bool is_read = edge->holder_offset == ESC_CALL_POINTER_IN;
    if (edge->holder != index ||
        (is_read ? ESC_CALL_POINTER : edge->holder_offset) != place)
      continue;
    esc_loc_t value =
        is_read ? symbol_loc(applier, edge->target) : target_loc(applier, edge);
    if (value == ESC_NONE)
      continue;
    if (operand == ESC_NONE)
      operand = esc_graph_add_loc(graph);
    if (is_read)
      esc_graph_load(graph, operand, value, edge->target_offset,
                     ESC_POINTER_BYTES, applier->call->origin);
    else
      esc_graph_copy(graph, operand, value, 0, applier->call->origin);
  }
  return operand;
}

/* The callee calls what it was passed: here it may be known what that is. In
 * the callee such a result is anything external, so it is made that. */
static void apply_call(esc_applier_t *applier, uint32_t index) {
  esc_graph_t *graph = applier->graph;
  const esc_symbol_call_t *made = &applier->summary->calls.data[index];
  esc_origin_t origin = applier->call->origin;
  esc_loc_t pointer = call_operand(applier, index, ESC_CALL_POINTER);
  if (pointer == ESC_NONE)
    return;
  ESC_ARRAY(esc_loc_t) operands = {0};
  bool ok = true;
  for (uint32_t i = 0; i < made->arg_count && ok; ++i)
    ok = esc_array_push(graph->allocator, &operands,
                        call_operand(applier, index, (int32_t)i));
  for (uint32_t i = 0; i < made->result_count && ok; ++i) {
    esc_loc_t result = esc_graph_add_loc(graph);
    esc_graph_escape(graph, result, ESC_SINK_INDIRECT_CALL, 0, origin);
    ok = esc_array_push(graph->allocator, &operands, result);
  }
  esc_call_t call = {.kind = ESC_CALL_INDIRECT,
                     .flags = ESC_CALL_IN_CALLEE,
                     .callee = ESC_NONE,
                     .pointer = pointer,
                     .signature = made->signature,
                     .resolved = ESC_NONE,
                     .function = applier->call->function,
                     .arg_count = made->arg_count,
                     .result_count = made->result_count,
                     /* The callee may make it in a loop. */
                     .is_repeated = true,
                     .origin = origin};
  if (ok)
    esc_graph_add_call(graph, &call, operands.data,
                       operands.count ? operands.data + made->arg_count : NULL);
  else
    graph->status = ESC_NO_MEMORY;
  esc_array_free(graph->allocator, &operands);
}

void esc_apply_summary(esc_applier_t *applier) {
  esc_graph_t *graph = applier->graph;
  const esc_summary_t *summary = applier->summary;
  const esc_call_t call = *applier->call;
  applier->locs.count = 0;
  applier->constants.count = 0;
  for (uint32_t i = 0; i < summary->symbols.count; ++i)
    if (!esc_array_push(graph->allocator, &applier->locs, ESC_NONE) ||
        !esc_array_push(graph->allocator, &applier->constants, ESC_NONE)) {
      graph->status = ESC_NO_MEMORY;
      return;
    }
  for (uint32_t i = 0; i < summary->symbols.count; ++i)
    apply_symbol(applier, i);
  for (uint32_t i = 0; i < summary->edges.count; ++i) {
    const esc_symbol_edge_t *edge = &summary->edges.data[i];
    esc_loc_t holder = symbol_loc(applier, edge->holder);
    if (holder == ESC_NONE)
      continue;
    esc_obj_t constant = applier->constants.data[edge->holder];
    if (edge->target == ESC_SYMBOL_EXTERNAL && constant == ESC_NONE) {
      esc_graph_clobber(graph, holder, edge->holder_offset, ESC_POINTER_BYTES,
                        call.origin);
      continue;
    }
    esc_loc_t value = target_loc(applier, edge);
    if (value == ESC_NONE)
      continue;
    if (constant != ESC_NONE)
      esc_graph_hold(graph, constant, edge->holder_offset, value, call.origin);
    else
      esc_graph_store(graph, holder, edge->holder_offset, value, call.origin);
  }
  for (uint32_t i = 0; i < summary->exposures.count; ++i) {
    const esc_exposure_t *exposure = &summary->exposures.data[i];
    esc_loc_t loc = symbol_loc(applier, exposure->symbol);
    if (loc != ESC_NONE)
      esc_graph_expose(graph, loc, exposure->offset, ESC_POINTER_BYTES,
                       call.origin);
  }
  for (uint32_t i = 0; i < summary->results.count; ++i) {
    const esc_symbol_edge_t *edge = &summary->results.data[i];
    if (edge->holder >= call.result_count)
      continue;
    esc_loc_t result =
        graph->locs_of_calls.data[call.first_result + edge->holder];
    esc_loc_t value = result == ESC_NONE ? ESC_NONE : target_loc(applier, edge);
    if (value != ESC_NONE)
      esc_graph_copy(graph, result, value, 0, call.origin);
  }
  for (uint32_t i = 0; i < summary->calls.count; ++i)
    apply_call(applier, i);
  /* Arguments beyond the parameters are read by va_arg. */
  for (uint32_t i = summary->param_count; i < call.arg_count; ++i)
    if (arg(applier, i) != ESC_NONE)
      esc_graph_escape(graph, arg(applier, i), ESC_SINK_VARARG, i, call.origin);
}

/* Nothing is known of the callee: arguments leave, results are unknown. */
void esc_apply_unknown(esc_applier_t *applier, esc_sink_t sink) {
  esc_graph_t *graph = applier->graph;
  const esc_call_t call = *applier->call;
  for (uint32_t i = 0; i < call.arg_count; ++i)
    if (arg(applier, i) != ESC_NONE)
      esc_graph_escape(graph, arg(applier, i), sink, i, call.origin);
  for (uint32_t i = 0; i < call.result_count; ++i) {
    esc_loc_t result = graph->locs_of_calls.data[call.first_result + i];
    if (result != ESC_NONE)
      esc_graph_unknown(graph, result, call.origin);
  }
}

void esc_applier_free(esc_applier_t *applier) {
  esc_array_free(applier->graph->allocator, &applier->locs);
  esc_array_free(applier->graph->allocator, &applier->constants);
}
