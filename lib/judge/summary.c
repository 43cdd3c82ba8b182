/* Reading a summary off a solution. See summary.h.
 *
 * Starts from the function's own placeholders and results, and follows cells
 * to the fresh objects they hold. Placeholders of other functions of the SCC
 * stand for callers from outside; what this function passes to them flows to
 * their parameters explicitly, so they say nothing about it. */
#include "judge/summary.h"

#include "judge/operations.h"
#include "judge/path.h"
#include "judge/pins.h"

void esc_summary_init(esc_summary_t *summary,
                      const esc_allocator_t *allocator) {
  *summary = (esc_summary_t){.allocator = allocator};
}

void esc_summary_free(esc_summary_t *summary) {
  const esc_allocator_t *allocator = summary->allocator;
  esc_array_free(allocator, &summary->symbols);
  esc_array_free(allocator, &summary->edges);
  esc_array_free(allocator, &summary->results);
  esc_array_free(allocator, &summary->exposures);
  esc_array_free(allocator, &summary->calls);
  esc_array_free(allocator, &summary->call_edges);
  esc_array_free(allocator, &summary->operations);
  esc_array_free(allocator, &summary->symbols_of_operations);
  esc_array_free(allocator, &summary->relied);
  esc_array_free(allocator, &summary->hops);
}

/* Larger tables are external to callers. */
#define MAX_CONSTANT_CELLS 16

typedef struct reader {
  const esc_solution_t *solution;
  uint32_t function;
  esc_finder_t *finder; /* NULL: no hops */
  esc_summary_t *summary;
  ESC_ARRAY(esc_obj_t) objects;  /* by symbol */
  ESC_ARRAY(uint32_t) symbol_of; /* by object, or ESC_NONE */
  /* By location: the constraint that alone says what it contains, or ESC_NONE.
   * Empty until a call asks. */
  ESC_ARRAY(uint32_t) definitions;
  bool failed;
} reader_t;

static const esc_solved_object_t *solved_at(const reader_t *reader,
                                            esc_obj_t object) {
  return &reader->solution->objects.data[object];
}

static void store_hops(reader_t *reader, esc_obj_t object,
                       esc_symbol_t *symbol) {
  esc_paths_t paths = {0};
  const esc_allocator_t *allocator = reader->summary->allocator;
  symbol->first_hop = reader->summary->hops.count;
  object = esc_solution_counterpart(reader->finder->solution, reader->solution,
                                    object);
  if (object == ESC_NONE)
    return;
  if (esc_paths_find_first(reader->finder, object, reader->function, &paths) !=
      ESC_OK)
    reader->failed = true;
  for (uint32_t i = 0; i < paths.hops.count && !reader->failed; ++i)
    if (!esc_array_push(allocator, &reader->summary->hops, paths.hops.data[i]))
      reader->failed = true;
  symbol->hop_count = reader->summary->hops.count - symbol->first_hop;
  esc_paths_free(allocator, &paths);
}

/* The symbol of `object`, made on demand; ESC_SYMBOL_EXTERNAL for what is
 * external and no placeholder; ESC_NONE for what means nothing to a caller. */
static uint32_t symbol_of(reader_t *reader, esc_obj_t object) {
  if (reader->symbol_of.data[object] != ESC_NONE)
    return reader->symbol_of.data[object];
  const esc_graph_t *graph = reader->solution->graph;
  const esc_solved_object_t *solved = solved_at(reader, object);
  esc_symbol_t symbol = {.level = solved->level,
                         .param = ESC_NONE,
                         .is_external = solved->is_external,
                         .family = ESC_NONE,
                         .size = ESC_SIZE_UNKNOWN,
                         .origin = ESC_NONE};
  if (solved->level) {
    if (solved->function != reader->function)
      return ESC_NONE;
    symbol.param = solved->param;
    symbol.offset = solved->offset;
  } else if (solved->is_constant) {
    const esc_object_t *made = &graph->objects.data[object];
    if (solved->cells.count > MAX_CONSTANT_CELLS)
      return ESC_SYMBOL_EXTERNAL;
    symbol.kind = made->kind;
    symbol.target = made->target;
    symbol.signature = made->signature;
  } else {
    const esc_object_t *made = &graph->objects.data[object];
    symbol.kind = ESC_OBJECT_FRESH;
    if (solved->is_external)
      return ESC_SYMBOL_EXTERNAL;
    /* An alloca is gone when its function returns: a pointer to it that is
     * left over may not be used. But while the function ran, whoever could
     * reach it through the caller's memory could store and read there. */
    if (made->kind == ESC_OBJECT_ALLOCA && solved->holders.count == 0)
      return ESC_NONE;
    symbol.family = made->family;
    symbol.size = made->size;
    symbol.seen = made->seen;
    symbol.align = made->align;
    symbol.site_flags = made->site_flags & (uint16_t)~ESC_SITE_REPEATED;
    if ((made->site_flags & ESC_SITE_REPEATED) || graph->is_recursive)
      symbol.site_flags |= ESC_SITE_MANY;
    symbol.origin = made->origin;
  }
  if (symbol.is_external && reader->finder)
    store_hops(reader, object, &symbol);
  uint32_t index = reader->summary->symbols.count;
  if (!esc_array_push(reader->summary->allocator, &reader->summary->symbols,
                      symbol) ||
      !esc_array_push(reader->summary->allocator, &reader->objects, object)) {
    reader->failed = true;
    return ESC_NONE;
  }
  reader->symbol_of.data[object] = index;
  return index;
}

typedef enum edge_list { EDGES, RESULTS, CALL_EDGES } edge_list_t;

static void add_edge(reader_t *reader, edge_list_t list, uint32_t holder,
                     int32_t holder_offset, uint32_t target,
                     int32_t target_offset) {
  esc_symbol_edge_t edge = {holder, holder_offset, target, target_offset};
  esc_summary_t *summary = reader->summary;
  bool ok = false;
  switch (list) {
  case EDGES:
    ok = esc_array_push(summary->allocator, &summary->edges, edge);
    break;
  case RESULTS:
    ok = esc_array_push(summary->allocator, &summary->results, edge);
    break;
  case CALL_EDGES:
    ok = esc_array_push(summary->allocator, &summary->call_edges, edge);
    break;
  }
  reader->failed |= !ok;
}

/* Adds an edge for each target of `content`. `holder_object` names the cell's
 * owner, whose initial content is no effect, or ESC_NONE. */
static void add_content(reader_t *reader, edge_list_t list, uint32_t holder,
                        int32_t holder_offset, esc_obj_t holder_object,
                        const esc_content_t *content) {
  if (content->is_external)
    add_edge(reader, list, holder, holder_offset, ESC_SYMBOL_EXTERNAL, 0);
  for (uint32_t i = 0; i < content->targets.count && !reader->failed; ++i) {
    const esc_cell_t *target =
        &reader->solution->cells.data[content->targets.data[i]];
    if (holder_object != ESC_NONE) {
      const esc_solved_object_t *owner = solved_at(reader, holder_object);
      const esc_solved_object_t *held = solved_at(reader, target->object);
      bool is_initial =
          target->offset == 0 &&
          ((owner->level == 3 && target->object == holder_object) ||
           (owner->level == 2 && held->level == 3 &&
            held->parent == owner->parent) ||
           (owner->level == 1 && held->level == 2 &&
            held->parent == holder_object && held->offset == holder_offset));
      if (is_initial)
        continue;
    }
    uint32_t symbol = symbol_of(reader, target->object);
    if (symbol != ESC_NONE)
      add_edge(reader, list, holder, holder_offset, symbol, target->offset);
  }
}

static void add_exposure(reader_t *reader, uint32_t symbol, int32_t offset) {
  esc_exposure_t exposure = {symbol, offset};
  if (!esc_array_push(reader->summary->allocator, &reader->summary->exposures,
                      exposure))
    reader->failed = true;
}

static void add_effects(reader_t *reader) {
  const esc_graph_t *graph = reader->solution->graph;
  for (uint32_t i = 0; i < graph->facts.count && !reader->failed; ++i) {
    const esc_fact_t *fact = &graph->facts.data[i];
    const esc_content_t *content = &reader->solution->locs.data[fact->loc];
    for (uint32_t j = 0; j < content->targets.count; ++j) {
      const esc_cell_t *target =
          &reader->solution->cells.data[content->targets.data[j]];
      bool is_known = reader->symbol_of.data[target->object] != ESC_NONE ||
                      solved_at(reader, target->object)->level;
      uint32_t index = is_known ? symbol_of(reader, target->object) : ESC_NONE;
      if (index == ESC_NONE || index == ESC_SYMBOL_EXTERNAL ||
          solved_at(reader, target->object)->is_constant)
        continue;
      esc_symbol_t *symbol = &reader->summary->symbols.data[index];
      if (fact->kind == ESC_FACT_FREE || fact->kind == ESC_FACT_FREE_IN_CALL) {
        symbol->is_freed = true;
        if (symbol->level)
          symbol->family = fact->family;
      } else if (fact->kind != ESC_FACT_SIZE_ASKED) {
        /* Inside the callee nothing is known of the size: it asks in vain. */
        symbol->observed |= (uint16_t)(1u << fact->kind);
      }
    }
  }
}

static void read_placeholders(reader_t *reader) {
  for (esc_obj_t i = 0; i < reader->solution->objects.count; ++i) {
    const esc_solved_object_t *solved = solved_at(reader, i);
    if (!solved->level || solved->function != reader->function)
      continue;
    if (solved->is_external)
      symbol_of(reader, i);
    for (uint32_t j = 0; j < solved->cells.count && !reader->failed; ++j) {
      const esc_cell_t *cell =
          &reader->solution->cells.data[solved->cells.data[j]];
      if (cell->is_exposed)
        add_exposure(reader, symbol_of(reader, i), cell->offset);
      /* Symbols are made only for placeholders with an effect. */
      uint32_t before = reader->summary->edges.count;
      add_content(reader, EDGES, 0, cell->offset, i, &cell->content);
      for (uint32_t k = before; k < reader->summary->edges.count; ++k)
        reader->summary->edges.data[k].holder = symbol_of(reader, i);
    }
  }
}

static void read_results(reader_t *reader) {
  const esc_graph_t *graph = reader->solution->graph;
  const esc_function_t *function = &graph->functions.data[reader->function];
  for (uint32_t i = 0; i < function->result_count; ++i) {
    esc_loc_t result = graph->locs_of_calls.data[function->first_result + i];
    if (result != ESC_NONE)
      add_content(reader, RESULTS, i, 0, ESC_NONE,
                  &reader->solution->locs.data[result]);
  }
}

/* Edges for what the call may run, or passes as an argument. */
static void add_operand(reader_t *reader, uint32_t call, int32_t place,
                        esc_loc_t loc) {
  const esc_content_t *content = &reader->solution->locs.data[loc];
  bool has_external = content->is_external;
  for (uint32_t i = 0; i < content->targets.count && !reader->failed; ++i) {
    const esc_cell_t *target =
        &reader->solution->cells.data[content->targets.data[i]];
    const esc_solved_object_t *solved = solved_at(reader, target->object);
    uint32_t symbol = ESC_SYMBOL_EXTERNAL;
    if (solved->level || solved->is_constant)
      symbol = symbol_of(reader, target->object);
    if (symbol == ESC_SYMBOL_EXTERNAL)
      has_external = true;
    else if (symbol != ESC_NONE)
      add_edge(reader, CALL_EDGES, call, place, symbol, target->offset);
  }
  if (has_external)
    add_edge(reader, CALL_EDGES, call, place, ESC_SYMBOL_EXTERNAL, 0);
}

static void find_definitions(reader_t *reader) {
  const esc_graph_t *graph = reader->solution->graph;
  const esc_allocator_t *allocator = reader->summary->allocator;
  ESC_ARRAY(bool) has_several = {0};
  for (esc_loc_t i = 0; i < graph->loc_count && !reader->failed; ++i)
    reader->failed =
        !esc_array_push(allocator, &reader->definitions, ESC_NONE) ||
        !esc_array_push(allocator, &has_several, false);
  for (uint32_t i = 0; i < graph->constraints.count && !reader->failed; ++i) {
    const esc_constraint_t *constraint = &graph->constraints.data[i];
    if (constraint->kind != ESC_ADDR_OF && constraint->kind != ESC_COPY &&
        constraint->kind != ESC_LOAD && constraint->kind != ESC_UNKNOWN)
      continue;
    uint32_t *definition = &reader->definitions.data[constraint->dst];
    has_several.data[constraint->dst] |= *definition != ESC_NONE;
    *definition = has_several.data[constraint->dst] ? ESC_NONE : i;
  }
  esc_array_free(allocator, &has_several);
}

/* Where the pointer of a call was read, if that is what level 2 of parameters
 * points to and nothing else: then level 3 need not stand for it, which knows
 * no offsets, so that of a table of functions it would be all. */
static bool add_where_read(reader_t *reader, uint32_t index,
                           esc_loc_t pointer) {
  const esc_graph_t *graph = reader->solution->graph;
  if (reader->definitions.count == 0)
    find_definitions(reader);
  if (reader->failed || reader->definitions.data[pointer] == ESC_NONE)
    return false;
  const esc_constraint_t *load =
      &graph->constraints.data[reader->definitions.data[pointer]];
  if (load->kind != ESC_LOAD || load->offset == ESC_ANY_OFFSET ||
      load->size != ESC_POINTER_BYTES)
    return false;
  const esc_content_t *base = &reader->solution->locs.data[load->src];
  for (uint32_t i = 0; i < base->targets.count; ++i) {
    const esc_cell_t *at = &reader->solution->cells.data[base->targets.data[i]];
    const esc_solved_object_t *solved = solved_at(reader, at->object);
    if (solved->level != 2 || solved->function != reader->function ||
        at->offset == ESC_ANY_OFFSET)
      return false;
  }
  if (base->is_external || base->targets.count == 0)
    return false;
  for (uint32_t i = 0; i < base->targets.count && !reader->failed; ++i) {
    const esc_cell_t *at = &reader->solution->cells.data[base->targets.data[i]];
    add_edge(reader, CALL_EDGES, index, ESC_CALL_POINTER_IN,
             symbol_of(reader, at->object), at->offset + load->offset);
  }
  return true;
}

static bool has_deep_target(const reader_t *reader, esc_loc_t pointer) {
  const esc_idset_t *targets = &reader->solution->locs.data[pointer].targets;
  for (uint32_t i = 0; i < targets->count; ++i)
    if (solved_at(reader, reader->solution->cells.data[targets->data[i]].object)
            ->level == 3)
      return true;
  return false;
}

/* Edges for what a call may run: of the pointer only the caller's part is told,
 * since a function that is known here was linked here. */
static void add_callees(reader_t *reader, uint32_t index,
                        const esc_call_t *call) {
  if (call->function == reader->function &&
      has_deep_target(reader, call->pointer) &&
      add_where_read(reader, index, call->pointer))
    return;
  const esc_idset_t *targets =
      &reader->solution->locs.data[call->pointer].targets;
  for (uint32_t i = 0; i < targets->count && !reader->failed; ++i) {
    const esc_cell_t *target = &reader->solution->cells.data[targets->data[i]];
    uint32_t symbol = solved_at(reader, target->object)->level
                          ? symbol_of(reader, target->object)
                          : ESC_NONE;
    if (symbol != ESC_NONE)
      add_edge(reader, CALL_EDGES, index, ESC_CALL_POINTER, symbol,
               target->offset);
  }
}

/* Calls of what the caller passed. */
static void read_calls(reader_t *reader) {
  const esc_graph_t *graph = reader->solution->graph;
  esc_summary_t *summary = reader->summary;
  for (uint32_t i = 0; i < graph->calls.count && !reader->failed; ++i) {
    const esc_call_t *call = &graph->calls.data[i];
    if (call->kind != ESC_CALL_INDIRECT || !(call->flags & ESC_CALL_CALLERS) ||
        (call->flags & ESC_CALL_UNKNOWN))
      continue;
    uint32_t index = summary->calls.count;
    uint32_t before = summary->call_edges.count;
    add_callees(reader, index, call);
    /* What another function of the SCC was passed. */
    if (summary->call_edges.count == before)
      continue;
    esc_symbol_call_t made = {call->signature, call->arg_count,
                              call->result_count};
    reader->failed |=
        !esc_array_push(summary->allocator, &summary->calls, made);
    for (uint32_t j = 0; j < call->arg_count && !reader->failed; ++j) {
      esc_loc_t arg = graph->locs_of_calls.data[call->first_arg + j];
      if (arg != ESC_NONE)
        add_operand(reader, index, (int32_t)j, arg);
    }
  }
}

/* The content graphs of fresh objects; the list grows while it is read. */
static void read_fresh(reader_t *reader) {
  for (uint32_t i = 0; i < reader->summary->symbols.count && !reader->failed;
       ++i) {
    if (reader->summary->symbols.data[i].level ||
        reader->summary->symbols.data[i].kind == ESC_OBJECT_FUNCTION)
      continue;
    const esc_idset_t *cells =
        &solved_at(reader, reader->objects.data[i])->cells;
    for (uint32_t j = 0; j < cells->count; ++j) {
      const esc_cell_t *cell = &reader->solution->cells.data[cells->data[j]];
      if (cell->is_exposed)
        add_exposure(reader, i, cell->offset);
      add_content(reader, EDGES, i, cell->offset, ESC_NONE, &cell->content);
    }
  }
}

esc_status_t esc_summarize(const esc_solution_t *solution, uint32_t function,
                           bool calls_unknown, esc_finder_t *finder,
                           esc_summary_t *summary) {
  const esc_graph_t *graph = solution->graph;
  const esc_function_t *summarized = &graph->functions.data[function];
  summary->function_id = summarized->id;
  summary->instructions = summarized->instructions;
  summary->param_count = summarized->param_count;
  summary->result_count = summarized->result_count;
  summary->calls_unknown = calls_unknown;
  summary->is_inexact = (summarized->flags & ESC_FUNCTION_INEXACT) != 0;
  if (!esc_solution_is_known(solution) ||
      (summarized->flags & ESC_FUNCTION_INTERPOSABLE) ||
      (summary->is_inexact && !esc_may_pin(graph, summarized))) {
    summary->is_worst = true;
    summary->calls_unknown = true;
    return solution->status == ESC_NO_MEMORY ? ESC_NO_MEMORY : ESC_OK;
  }
  reader_t reader = {.solution = solution,
                     .function = function,
                     .finder = finder,
                     .summary = summary};
  for (uint32_t i = 0; i < solution->objects.count && !reader.failed; ++i)
    reader.failed =
        !esc_array_push(summary->allocator, &reader.symbol_of, ESC_NONE);
  if (!reader.failed) {
    read_placeholders(&reader);
    read_results(&reader);
    read_calls(&reader);
    read_fresh(&reader);
    add_effects(&reader);
  }
  if (!reader.failed)
    reader.failed =
        esc_find_operations(solution, function, reader.symbol_of.data,
                            reader.objects.data, summary) != ESC_OK;
  esc_array_free(summary->allocator, &reader.objects);
  esc_array_free(summary->allocator, &reader.symbol_of);
  esc_array_free(summary->allocator, &reader.definitions);
  if (summary->edges.count + summary->results.count + summary->exposures.count +
          summary->symbols.count + summary->calls.count +
          summary->call_edges.count >
      ESC_SUMMARY_MAX_EDGES)
    summary->is_worst = summary->calls_unknown = true;
  if (!reader.failed)
    return ESC_OK;
  summary->is_worst = summary->calls_unknown = true;
  return ESC_NO_MEMORY;
}

bool esc_summary_is_result(const esc_summary_t *summary, uint32_t symbol) {
  bool is_result = false;
  for (uint32_t i = 0; i < summary->results.count; ++i) {
    const esc_symbol_edge_t *edge = &summary->results.data[i];
    if (edge->holder != 0 || edge->target != symbol || edge->target_offset != 0)
      return false;
    is_result = true;
  }
  for (uint32_t i = 0; i < summary->edges.count; ++i)
    if (summary->edges.data[i].target == symbol)
      return false;
  return is_result;
}
