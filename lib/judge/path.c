/* Breadth-first search over states (place, object): the address of `object` is
 * in `place`, a location or a cell. See path.h. Ends: states are finite and
 * each is entered once. */
#include "judge/path.h"

#include "judge/path_index.h"

/* What one search is for. */
typedef struct search {
  esc_finder_t *finder;
  const esc_solution_t *solution;
  const esc_graph_t *graph;
  const esc_allocator_t *allocator;
  uint32_t function;
  uint32_t max_paths;
  bool stops_when_full;
  esc_paths_t *paths;   /* or NULL */
  esc_idset_t *origins; /* or NULL */
} search_t;

/* Whether `key` is new in `set`. */
static bool is_new(search_t *search, esc_keyset_t *set, uint64_t key) {
  esc_change_t change = esc_keyset_insert(search->allocator, set, key);
  if (change == ESC_CHANGE_FAILED)
    search->finder->failed = true;
  return change == ESC_CHANGED;
}

static const esc_content_t *content_at(search_t *search, uint32_t place) {
  uint32_t locs = search->graph->loc_count;
  return place < locs ? &search->solution->locs.data[place]
                      : &search->solution->cells.data[place - locs].content;
}

static void enter(search_t *search, uint32_t place, esc_obj_t object,
                  uint32_t parent, uint32_t constraint) {
  bool exact;
  /* What was looked at once need not be looked at again: the solution does not
   * change. */
  if (!is_new(search, &search->finder->seen, (uint64_t)object << 32 | place) ||
      !esc_content_may_point_to(search->solution, content_at(search, place),
                                object, &exact))
    return;
  esc_path_state_t state = {place, object, parent, constraint};
  if (!esc_array_push(search->allocator, &search->finder->states, state))
    search->finder->failed = true;
}

/* Enters every place where the address of `object` first appears. */
static void enter_object(search_t *search, esc_obj_t object, uint32_t parent) {
  const esc_graph_t *graph = search->graph;
  const esc_finder_t *finder = search->finder;
  if (!is_new(search, &search->finder->entered, object))
    return;
  if (object < graph->objects.count) {
    const uint32_t *end = esc_row_end(&finder->makers, object);
    for (const uint32_t *at = esc_row(&finder->makers, object); at < end; ++at)
      enter(search, graph->constraints.data[*at].dst, object, parent, *at);
    return;
  }
  /* A placeholder of level 2 or 3 appears in the cells that hold it. */
  const esc_solved_object_t *solved = &search->solution->objects.data[object];
  const uint32_t *end = esc_row_end(&finder->initial_cells, solved->parent);
  for (const uint32_t *at = esc_row(&finder->initial_cells, solved->parent);
       at < end; ++at) {
    const esc_cell_t *cell = &search->solution->cells.data[*at];
    if (search->solution->objects.data[cell->object].level + 1 == solved->level)
      enter(search, graph->loc_count + *at, object, parent, ESC_NONE);
  }
}

static void push_hop(search_t *search, const esc_hop_t *hop) {
  if (!esc_array_push(search->allocator, &search->paths->hops, *hop))
    search->finder->failed = true;
}

static esc_hop_t hop_of(const esc_constraint_t *c) {
  esc_hop_t hop = {.kind = ESC_HOP_ASSIGN,
                   .sink = c->sink,
                   .operand = c->operand,
                   .origin = c->origin};
  switch ((esc_constraint_kind_t)c->kind) {
  case ESC_ADDR_OF:
    hop.kind = ESC_HOP_START;
    break;
  case ESC_LOAD:
    hop.kind = ESC_HOP_LOAD;
    break;
  case ESC_STORE:
    hop.kind = ESC_HOP_STORE;
    break;
  case ESC_MEMCPY:
    hop.kind = ESC_HOP_MEMCPY;
    break;
  case ESC_ESCAPE:
  case ESC_EXPOSE:
    hop.kind = ESC_HOP_SINK;
    break;
  case ESC_COPY:
  case ESC_UNKNOWN:
  case ESC_CLOBBER:
  case ESC_HOLD:
    break;
  }
  return hop;
}

/* The hops inside a callee, from its summary. */
static void push_cause(search_t *search, uint32_t cause) {
  if (cause == ESC_NONE)
    return;
  const esc_cause_t *at = &search->graph->causes.data[cause];
  const esc_symbol_t *symbol = &at->summary->symbols.data[at->symbol];
  for (uint32_t i = 0; i < symbol->hop_count; ++i) {
    esc_hop_t hop = at->summary->hops.data[symbol->first_hop + i];
    if (hop.kind == ESC_HOP_START)
      continue;
    /* A summary has the hops of all below it: without an end a chain of calls
     * would cost the square of its length. */
    if (hop.depth == ESC_HOP_MAX_DEPTH)
      break;
    hop.depth++;
    push_hop(search, &hop);
  }
}

/* Writes the path that ends in `state`, leaves by `last` and goes on in a
 * callee. */
static void write_path(search_t *search, uint32_t state, const esc_hop_t *last,
                       uint32_t cause) {
  esc_finder_t *finder = search->finder;
  esc_path_t path = {.first_hop = search->paths->hops.count};
  finder->chain.count = 0;
  for (uint32_t at = state; at != ESC_NONE && !finder->failed;
       at = finder->states.data[at].parent)
    if (!esc_array_push(search->allocator, &finder->chain, at))
      finder->failed = true;
  for (uint32_t i = finder->chain.count; i > 0 && !finder->failed; --i) {
    uint32_t constraint =
        finder->states.data[finder->chain.data[i - 1]].constraint;
    if (constraint == ESC_NONE)
      continue;
    esc_hop_t hop = hop_of(&search->graph->constraints.data[constraint]);
    /* Where a holder is made is no hop of what it holds. */
    if (hop.kind != ESC_HOP_START || i == finder->chain.count)
      push_hop(search, &hop);
  }
  push_hop(search, last);
  push_cause(search, cause);
  path.hop_count = search->paths->hops.count - path.first_hop;
  if (!finder->failed &&
      !esc_array_push(search->allocator, &search->paths->paths, path))
    finder->failed = true;
}

/* A way out: from `state` by `last`. Two at the same place are one. */
static void report(search_t *search, uint32_t state, const esc_hop_t *last,
                   uint32_t cause) {
  uint64_t key =
      (uint64_t)last->origin << 24 | (uint64_t)last->kind << 16 | last->operand;
  if (!is_new(search, &search->finder->ways_out, key))
    return;
  if (search->origins) {
    if (esc_idset_insert(search->allocator, search->origins, last->origin) ==
        ESC_CHANGE_FAILED)
      search->finder->failed = true;
  } else if (search->paths->paths.count < search->max_paths) {
    write_path(search, state, last, cause);
  } else {
    search->paths->more++;
  }
}

/* The address of state->object sits in a cell: if the cell's owner goes on,
 * so does it. */
static void expand_cell(search_t *search, uint32_t index) {
  const esc_path_state_t state = search->finder->states.data[index];
  uint32_t cell_index = state.place - search->graph->loc_count;
  const esc_cell_t *cell = &search->solution->cells.data[cell_index];
  const esc_solved_object_t *holder =
      &search->solution->objects.data[cell->object];
  if (holder->level) {
    const esc_solved_object_t *held =
        &search->solution->objects.data[state.object];
    bool is_initial = held->level && held->param == holder->param &&
                      held->function == holder->function;
    if (!is_initial && state.constraint != ESC_NONE) {
      esc_hop_t out = {
          .kind = ESC_HOP_TO_CALLER,
          .operand = (uint16_t)holder->param,
          .origin = search->graph->constraints.data[state.constraint].origin};
      report(search, index, &out, ESC_NONE);
    }
  }
  if (cell->object != state.object)
    enter_object(search, cell->object, index);
}

static bool points_to(search_t *search, esc_loc_t pointer, int32_t offset,
                      uint32_t size, const esc_cell_t *cell) {
  const esc_content_t *content = &search->solution->locs.data[pointer];
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    const esc_cell_t *target =
        &search->solution->cells.data[content->targets.data[i]];
    if (target->object == cell->object &&
        esc_overlap(esc_offset_add(target->offset, offset), size,
                    cell->offset) != ESC_DISJOINT)
      return true;
  }
  return false;
}

/* Enters the cells that a write through `pointer` may fill. */
static void enter_cells(search_t *search, esc_loc_t pointer,
                        const esc_path_state_t *state, uint32_t index,
                        uint32_t via) {
  const esc_content_t *content = &search->solution->locs.data[pointer];
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    const esc_cell_t *target =
        &search->solution->cells.data[content->targets.data[i]];
    const esc_idset_t *cells =
        &search->solution->objects.data[target->object].cells;
    search->finder->steps += cells->count;
    for (uint32_t j = 0; j < cells->count; ++j)
      enter(search, search->graph->loc_count + cells->data[j], state->object,
            index, via);
  }
}

static void report_constraint(search_t *search, uint32_t index,
                              const esc_constraint_t *c, esc_sink_t sink) {
  esc_hop_t out = hop_of(c);
  out.kind = ESC_HOP_SINK;
  if (out.sink == ESC_SINK_NONE)
    out.sink = (uint8_t)sink;
  report(search, index, &out, c->cause);
}

/* Follows constraint `via`, which moves what is in the state's location. */
static void expand_loc(search_t *search, uint32_t index, uint32_t via) {
  const esc_constraint_t *c = &search->graph->constraints.data[via];
  const esc_path_state_t state = search->finder->states.data[index];
  if (c->kind == ESC_ESCAPE) {
    report_constraint(search, index, c, ESC_SINK_UNMODELLED);
  } else if (c->kind == ESC_COPY) {
    enter(search, c->dst, state.object, index, via);
  } else {
    if (search->solution->locs.data[c->dst].is_external)
      report_constraint(search, index, c, ESC_SINK_UNKNOWN_STORE);
    enter_cells(search, c->dst, &state, index, via);
  }
}

/* Follows constraint `via`, which reads the object whose cell the state is in.
 */
static void expand_memory(search_t *search, uint32_t index, uint32_t via) {
  const esc_constraint_t *c = &search->graph->constraints.data[via];
  const esc_path_state_t state = search->finder->states.data[index];
  const esc_cell_t *cell =
      &search->solution->cells.data[state.place - search->graph->loc_count];
  if (!points_to(search, c->src, c->kind == ESC_MEMCPY ? 0 : c->offset, c->size,
                 cell))
    return;
  if (c->kind == ESC_EXPOSE) {
    report_constraint(search, index, c, ESC_SINK_BYTES);
  } else if (c->kind == ESC_LOAD) {
    enter(search, c->dst, state.object, index, via);
  } else {
    if (search->solution->locs.data[c->dst].is_external)
      report_constraint(search, index, c, ESC_SINK_UNKNOWN_STORE);
    enter_cells(search, c->dst, &state, index, via);
  }
}

static void expand_results(search_t *search, uint32_t index) {
  const esc_path_state_t state = search->finder->states.data[index];
  const esc_function_t *function =
      &search->graph->functions.data[search->function];
  for (uint32_t i = 0; i < function->result_count; ++i) {
    if (search->graph->locs_of_calls.data[function->first_result + i] !=
        state.place)
      continue;
    esc_hop_t out = {
        .kind = ESC_HOP_RETURN,
        .operand = (uint16_t)i,
        .origin =
            state.constraint == ESC_NONE
                ? ESC_NONE
                : search->graph->constraints.data[state.constraint].origin};
    report(search, index, &out, ESC_NONE);
  }
}

static bool is_over(const search_t *search) {
  return search->finder->failed || esc_finder_is_spent(search->finder) ||
         (search->stops_when_full &&
          search->paths->paths.count == search->max_paths);
}

static void expand(search_t *search, uint32_t index) {
  const esc_finder_t *finder = search->finder;
  uint32_t place = finder->states.data[index].place;
  bool in_cell = place >= search->graph->loc_count;
  const esc_rows_t *rows = in_cell ? &finder->readers : &finder->movers;
  uint32_t row = place;
  if (in_cell) {
    expand_cell(search, index);
    row = search->solution->cells.data[place - search->graph->loc_count].object;
  } else {
    expand_results(search, index);
  }
  const uint32_t *end = esc_row_end(rows, row);
  for (const uint32_t *at = esc_row(rows, row); at < end && !is_over(search);
       ++at, ++search->finder->steps)
    (in_cell ? expand_memory : expand_loc)(search, index, *at);
}

static esc_status_t run(search_t *search, esc_finder_t *finder,
                        esc_obj_t object) {
  search->finder = finder;
  search->solution = finder->solution;
  search->graph = finder->solution->graph;
  search->allocator = finder->solution->graph->allocator;
  esc_status_t status = esc_finder_build(finder);
  if (status != ESC_OK)
    return status;
  finder->states.count = 0;
  finder->failed = false;
  esc_keyset_clear(&finder->seen);
  esc_keyset_clear(&finder->entered);
  esc_keyset_clear(&finder->ways_out);
  enter_object(search, object, ESC_NONE);
  for (uint32_t i = 0; i < finder->states.count && !is_over(search); ++i)
    expand(search, i);
  return finder->failed ? ESC_NO_MEMORY : ESC_OK;
}

esc_status_t esc_paths_find(esc_finder_t *finder, esc_obj_t object,
                            uint32_t function, uint32_t max_paths,
                            esc_paths_t *paths) {
  search_t search = {
      .function = function, .max_paths = max_paths, .paths = paths};
  return run(&search, finder, object);
}

esc_status_t esc_paths_find_first(esc_finder_t *finder, esc_obj_t object,
                                  uint32_t function, esc_paths_t *paths) {
  search_t search = {.function = function,
                     .max_paths = 1,
                     .stops_when_full = true,
                     .paths = paths};
  return run(&search, finder, object);
}

esc_status_t esc_ways_out_find(esc_finder_t *finder, esc_obj_t object,
                               uint32_t function, esc_idset_t *origins) {
  search_t search = {.function = function, .origins = origins};
  return run(&search, finder, object);
}

void esc_paths_free(const esc_allocator_t *allocator, esc_paths_t *paths) {
  esc_array_free(allocator, &paths->paths);
  esc_array_free(allocator, &paths->hops);
}
