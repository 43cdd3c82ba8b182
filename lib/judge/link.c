/* See link.h. One call costs the size of its callee's summary. */
#include "judge/link.h"

typedef struct linker {
  esc_graph_t *graph;
  const esc_call_t *call;
  const esc_summary_t *summary;
  /* Per symbol: the location that points to it, made on demand. */
  ESC_ARRAY(esc_loc_t) locs;
} linker_t;

static esc_loc_t arg(const linker_t *linker, uint32_t index) {
  return index < linker->call->arg_count
             ? linker->graph->locs_of_calls
                   .data[linker->call->first_arg + index]
             : ESC_NONE;
}

static uint32_t add_cause(linker_t *linker, uint32_t symbol) {
  esc_graph_t *graph = linker->graph;
  esc_cause_t cause = {linker->summary, symbol};
  if (!esc_array_push(graph->allocator, &graph->causes, cause)) {
    graph->status = ESC_NO_MEMORY;
    return ESC_NONE;
  }
  return graph->causes.count - 1;
}

/* The location of a symbol: the argument, a load from it, the closure over
 * loads, or a new object. ESC_NONE if the argument carries no pointer. */
static esc_loc_t symbol_loc(linker_t *linker, uint32_t index) {
  if (linker->locs.data[index] != ESC_NONE)
    return linker->locs.data[index];
  esc_graph_t *graph = linker->graph;
  const esc_symbol_t *symbol = &linker->summary->symbols.data[index];
  esc_origin_t origin = linker->call->origin;
  esc_loc_t loc = ESC_NONE;
  if (symbol->level == 0) {
    bool is_repeated = linker->call->is_repeated;
    esc_object_t object = {.kind = ESC_OBJECT_FRESH,
                           .site_flags = symbol->site_flags |
                                         (is_repeated ? ESC_SITE_REPEATED : 0),
                           .function = linker->call->function,
                           .origin = origin,
                           .size = symbol->size,
                           .family = symbol->family,
                           .param = ESC_NONE};
    loc = esc_graph_add_loc(graph);
    esc_obj_t made = esc_graph_add_object(graph, &object);
    if (made != ESC_NONE)
      esc_graph_addr_of(graph, loc, made, origin);
  } else {
    esc_loc_t base = arg(linker, symbol->param);
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
  linker->locs.data[index] = loc;
  return loc;
}

/* A location that holds the target of an edge. */
static esc_loc_t target_loc(linker_t *linker, const esc_symbol_edge_t *edge) {
  esc_graph_t *graph = linker->graph;
  if (edge->target == ESC_SYMBOL_EXTERNAL) {
    esc_loc_t loc = esc_graph_add_loc(graph);
    esc_graph_unknown(graph, loc, linker->call->origin);
    return loc;
  }
  esc_loc_t loc = symbol_loc(linker, edge->target);
  if (loc == ESC_NONE || edge->target_offset == 0)
    return loc;
  esc_loc_t moved = esc_graph_add_loc(graph);
  esc_graph_copy(graph, moved, loc, edge->target_offset, linker->call->origin);
  return moved;
}

static void add_fact(linker_t *linker, esc_fact_kind_t kind, esc_loc_t loc,
                     uint32_t family, uint32_t cause) {
  esc_fact_t fact = {.kind = (uint8_t)kind,
                     .function = linker->call->function,
                     .loc = loc,
                     .must = ESC_NONE,
                     .family = family,
                     .origin = linker->call->origin,
                     .cause = cause};
  esc_graph_add_fact(linker->graph, &fact);
}

static void apply_symbol(linker_t *linker, uint32_t index) {
  const esc_symbol_t *symbol = &linker->summary->symbols.data[index];
  if (!symbol->is_external && !symbol->is_freed && !symbol->observed)
    return;
  esc_loc_t loc = symbol_loc(linker, index);
  if (loc == ESC_NONE)
    return;
  if (symbol->is_external) {
    esc_constraint_t escape = {.kind = ESC_ESCAPE,
                               .sink = ESC_SINK_CALLEE,
                               .operand = (uint16_t)symbol->param,
                               .src = loc,
                               .origin = linker->call->origin,
                               .cause = add_cause(linker, index)};
    esc_graph_add_constraint(linker->graph, &escape);
  }
  if (symbol->is_freed)
    add_fact(linker, ESC_FACT_FREE_IN_CALL, loc, symbol->family,
             add_cause(linker, index));
  for (int kind = 0; kind < ESC_FACT_COUNT; ++kind)
    if (symbol->observed & (1u << kind))
      add_fact(linker, (esc_fact_kind_t)kind, loc, ESC_NONE,
               add_cause(linker, index));
}

static void apply_summary(linker_t *linker) {
  esc_graph_t *graph = linker->graph;
  const esc_summary_t *summary = linker->summary;
  const esc_call_t call = *linker->call;
  linker->locs.count = 0;
  for (uint32_t i = 0; i < summary->symbols.count; ++i)
    if (!esc_array_push(graph->allocator, &linker->locs, ESC_NONE)) {
      graph->status = ESC_NO_MEMORY;
      return;
    }
  for (uint32_t i = 0; i < summary->symbols.count; ++i)
    apply_symbol(linker, i);
  for (uint32_t i = 0; i < summary->edges.count; ++i) {
    const esc_symbol_edge_t *edge = &summary->edges.data[i];
    esc_loc_t holder = symbol_loc(linker, edge->holder);
    if (holder == ESC_NONE)
      continue;
    if (edge->target == ESC_SYMBOL_EXTERNAL) {
      esc_graph_clobber(graph, holder, edge->holder_offset, ESC_POINTER_BYTES,
                        call.origin);
      continue;
    }
    esc_loc_t value = target_loc(linker, edge);
    if (value == ESC_NONE)
      continue;
    esc_graph_store(graph, holder, edge->holder_offset, value, call.origin);
  }
  for (uint32_t i = 0; i < summary->exposures.count; ++i) {
    const esc_exposure_t *exposure = &summary->exposures.data[i];
    esc_loc_t loc = symbol_loc(linker, exposure->symbol);
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
    esc_loc_t value = result == ESC_NONE ? ESC_NONE : target_loc(linker, edge);
    if (value != ESC_NONE)
      esc_graph_copy(graph, result, value, 0, call.origin);
  }
  /* Arguments beyond the parameters are read by va_arg. */
  for (uint32_t i = summary->param_count; i < call.arg_count; ++i)
    if (arg(linker, i) != ESC_NONE)
      esc_graph_escape(graph, arg(linker, i), ESC_SINK_VARARG, i, call.origin);
}

/* Nothing is known of the callee: arguments leave, results are unknown. */
static void apply_worst(linker_t *linker, esc_sink_t sink) {
  esc_graph_t *graph = linker->graph;
  const esc_call_t call = *linker->call;
  for (uint32_t i = 0; i < call.arg_count; ++i)
    if (arg(linker, i) != ESC_NONE)
      esc_graph_escape(graph, arg(linker, i), sink, i, call.origin);
  for (uint32_t i = 0; i < call.result_count; ++i) {
    esc_loc_t result = graph->locs_of_calls.data[call.first_result + i];
    if (result != ESC_NONE)
      esc_graph_unknown(graph, result, call.origin);
  }
}

static void apply_inside(linker_t *linker, const esc_function_t *callee) {
  esc_graph_t *graph = linker->graph;
  const esc_call_t call = *linker->call;
  for (uint32_t i = 0; i < call.arg_count; ++i) {
    esc_loc_t actual = arg(linker, i);
    if (actual == ESC_NONE)
      continue;
    esc_loc_t formal = i < callee->param_count
                           ? graph->locs_of_calls.data[callee->first_param + i]
                           : ESC_NONE;
    if (formal != ESC_NONE)
      esc_graph_copy(graph, formal, actual, 0, call.origin);
    else
      esc_graph_escape(graph, actual, ESC_SINK_VARARG, i, call.origin);
  }
  for (uint32_t i = 0; i < call.result_count; ++i) {
    esc_loc_t result = graph->locs_of_calls.data[call.first_result + i];
    if (result == ESC_NONE)
      continue;
    esc_loc_t returned =
        i < callee->result_count
            ? graph->locs_of_calls.data[callee->first_result + i]
            : ESC_NONE;
    if (returned != ESC_NONE)
      esc_graph_copy(graph, result, returned, 0, call.origin);
    else
      esc_graph_unknown(graph, result, call.origin);
  }
}

/* The graph's function with the host's number `id`. Hosts add the functions of
 * an SCC in ascending order; a graph from a file need not. */
static uint32_t find_function(const esc_graph_t *graph, uint32_t id) {
  uint32_t low = 0, high = graph->functions.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (graph->functions.data[middle].id < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low < graph->functions.count && graph->functions.data[low].id == id
             ? low
             : ESC_NONE;
}

esc_status_t esc_link(esc_graph_t *graph, esc_summary_lookup_t lookup,
                      void *context) {
  linker_t linker = {.graph = graph};
  for (uint32_t i = 0; i < graph->calls.count && graph->status == ESC_OK; ++i) {
    /* A copy: adding objects and facts may not move it, but let it be plain
     * that nothing here depends on that. */
    esc_call_t call = graph->calls.data[i];
    linker.call = &call;
    uint32_t inside = find_function(graph, call.callee);
    graph->is_recursive |= inside != ESC_NONE;
    uint32_t *flags = &graph->functions.data[call.function].flags;
    /* Even a call to itself may reach another copy. */
    if (inside != ESC_NONE &&
        !(graph->functions.data[inside].flags &
          (ESC_FUNCTION_INTERPOSABLE | ESC_FUNCTION_INEXACT))) {
      esc_function_t callee = graph->functions.data[inside];
      apply_inside(&linker, &callee);
      continue;
    }
    linker.summary = lookup(context, call.callee);
    if (!linker.summary || linker.summary->is_worst) {
      *flags |= ESC_FUNCTION_CALLS_UNKNOWN;
      apply_worst(&linker, inside != ESC_NONE ? ESC_SINK_INTERPOSABLE
                                              : ESC_SINK_UNKNOWN_CALL);
      continue;
    }
    if (linker.summary->calls_unknown)
      *flags |= ESC_FUNCTION_CALLS_UNKNOWN;
    apply_summary(&linker);
  }
  esc_array_free(graph->allocator, &linker.locs);
  return graph->status;
}
