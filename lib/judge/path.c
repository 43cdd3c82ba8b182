/* Breadth-first search over states (place, object): the address of `object` is
 * in `place`, a location or a cell. See path.h. Ends: states are finite and
 * each is entered once. */
#include "judge/path.h"

#include <string.h>

typedef struct state {
  uint32_t place; /* loc, or loc_count + cell */
  esc_obj_t object;
  uint32_t parent;     /* state, or ESC_NONE */
  uint32_t constraint; /* that led here, or ESC_NONE for the start */
} state_t;

typedef struct finder {
  const esc_solution_t *solution;
  const esc_graph_t *graph;
  const esc_allocator_t *allocator;
  uint32_t function;
  uint32_t max_paths;
  esc_paths_t *paths;
  ESC_ARRAY(state_t) states;
  ESC_ARRAY(uint64_t) seen;     /* sorted keys (object, place) */
  ESC_ARRAY(uint64_t) ways_out; /* sorted keys: what was reported already */
  bool failed;
} finder_t;

/* Inserts into a sorted array of keys; false if it was there. */
static bool insert_key(finder_t *finder, bool into_seen, uint64_t key) {
  uint64_t *data = into_seen ? finder->seen.data : finder->ways_out.data;
  uint32_t count = into_seen ? finder->seen.count : finder->ways_out.count;
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (data[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < count && data[low] == key)
    return false;
  bool ok = into_seen
                ? esc_array_push(finder->allocator, &finder->seen, key)
                : esc_array_push(finder->allocator, &finder->ways_out, key);
  if (!ok) {
    finder->failed = true;
    return false;
  }
  data = into_seen ? finder->seen.data : finder->ways_out.data;
  memmove(data + low + 1, data + low, (count - low) * sizeof *data);
  data[low] = key;
  return true;
}

static const esc_content_t *content_at(const finder_t *finder, uint32_t place) {
  uint32_t locs = finder->graph->loc_count;
  return place < locs ? &finder->solution->locs.data[place]
                      : &finder->solution->cells.data[place - locs].content;
}

static void enter(finder_t *finder, uint32_t place, esc_obj_t object,
                  uint32_t parent, uint32_t constraint) {
  bool exact;
  if (finder->failed ||
      !esc_content_may_point_to(finder->solution, content_at(finder, place),
                                object, &exact) ||
      !insert_key(finder, true, (uint64_t)object << 32 | place))
    return;
  state_t state = {place, object, parent, constraint};
  if (!esc_array_push(finder->allocator, &finder->states, state))
    finder->failed = true;
}

/* Enters every place where the address of `object` first appears. */
static void enter_object(finder_t *finder, esc_obj_t object, uint32_t parent) {
  const esc_graph_t *graph = finder->graph;
  if (object < graph->objects.count) {
    for (uint32_t i = 0; i < graph->constraints.count; ++i) {
      const esc_constraint_t *c = &graph->constraints.data[i];
      if (c->kind == ESC_ADDR_OF && c->src == object)
        enter(finder, c->dst, object, parent, i);
    }
    return;
  }
  /* A placeholder of level 2 or 3 appears in the cells that hold it. */
  const esc_solved_object_t *solved = &finder->solution->objects.data[object];
  for (uint32_t i = 0; i < finder->solution->cells.count; ++i) {
    const esc_cell_t *cell = &finder->solution->cells.data[i];
    const esc_solved_object_t *holder =
        &finder->solution->objects.data[cell->object];
    if (holder->level && holder->level + 1 == solved->level &&
        holder->param == solved->param && holder->function == solved->function)
      enter(finder, graph->loc_count + i, object, parent, ESC_NONE);
  }
}

static void push_hop(finder_t *finder, const esc_hop_t *hop) {
  if (!esc_array_push(finder->allocator, &finder->paths->hops, *hop))
    finder->failed = true;
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
static void push_cause(finder_t *finder, uint32_t cause) {
  if (cause == ESC_NONE)
    return;
  const esc_cause_t *at = &finder->graph->causes.data[cause];
  const esc_symbol_t *symbol = &at->summary->symbols.data[at->symbol];
  for (uint32_t i = 0; i < symbol->hop_count; ++i) {
    esc_hop_t hop = at->summary->hops.data[symbol->first_hop + i];
    if (hop.kind == ESC_HOP_START)
      continue;
    hop.depth++;
    push_hop(finder, &hop);
  }
}

/* Writes the path that ends in `state` and leaves by `last`. Two ways out at
 * the same place are one. */
static void report(finder_t *finder, uint32_t state, const esc_hop_t *last,
                   uint32_t cause) {
  uint64_t key =
      (uint64_t)last->origin << 24 | (uint64_t)last->kind << 16 | last->operand;
  if (finder->failed || !insert_key(finder, false, key))
    return;
  if (finder->paths->paths.count >= finder->max_paths) {
    finder->paths->more++;
    return;
  }
  esc_path_t path = {.first_hop = finder->paths->hops.count};
  /* Count, then write from the start. */
  uint32_t length = 0;
  for (uint32_t at = state; at != ESC_NONE; at = finder->states.data[at].parent)
    ++length;
  for (uint32_t i = length; i > 0 && !finder->failed; --i) {
    uint32_t at = state;
    for (uint32_t j = 1; j < i; ++j)
      at = finder->states.data[at].parent;
    uint32_t constraint = finder->states.data[at].constraint;
    if (constraint == ESC_NONE)
      continue;
    esc_hop_t hop = hop_of(&finder->graph->constraints.data[constraint]);
    /* Where a holder is made is no hop of what it holds. */
    if (hop.kind == ESC_HOP_START && i != length)
      continue;
    push_hop(finder, &hop);
  }
  push_hop(finder, last);
  push_cause(finder, cause);
  path.hop_count = finder->paths->hops.count - path.first_hop;
  if (!finder->failed &&
      !esc_array_push(finder->allocator, &finder->paths->paths, path))
    finder->failed = true;
}

/* The address of state->object sits in a cell: if the cell's owner goes on,
 * so does it. */
static void expand_cell(finder_t *finder, uint32_t index) {
  const state_t state = finder->states.data[index];
  uint32_t cell_index = state.place - finder->graph->loc_count;
  const esc_cell_t *cell = &finder->solution->cells.data[cell_index];
  const esc_solved_object_t *holder =
      &finder->solution->objects.data[cell->object];
  if (holder->level) {
    const esc_solved_object_t *held =
        &finder->solution->objects.data[state.object];
    bool is_initial = held->level && held->param == holder->param &&
                      held->function == holder->function;
    if (!is_initial && state.constraint != ESC_NONE) {
      esc_hop_t out = {
          .kind = ESC_HOP_TO_CALLER,
          .operand = (uint16_t)holder->param,
          .origin = finder->graph->constraints.data[state.constraint].origin};
      report(finder, index, &out, ESC_NONE);
    }
  }
  if (cell->object != state.object)
    enter_object(finder, cell->object, index);
}

static bool points_to(const finder_t *finder, esc_loc_t pointer, int32_t offset,
                      uint32_t size, const esc_cell_t *cell) {
  const esc_content_t *content = &finder->solution->locs.data[pointer];
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    const esc_cell_t *target =
        &finder->solution->cells.data[content->targets.data[i]];
    if (target->object == cell->object &&
        esc_overlap(esc_offset_add(target->offset, offset), size,
                    cell->offset) != ESC_DISJOINT)
      return true;
  }
  return false;
}

/* Enters the cells that a write through `pointer` may fill. */
static void enter_cells(finder_t *finder, esc_loc_t pointer,
                        const state_t *state, uint32_t index, uint32_t via) {
  const esc_content_t *content = &finder->solution->locs.data[pointer];
  for (uint32_t i = 0; i < content->targets.count; ++i) {
    const esc_cell_t *target =
        &finder->solution->cells.data[content->targets.data[i]];
    const esc_idset_t *cells =
        &finder->solution->objects.data[target->object].cells;
    for (uint32_t j = 0; j < cells->count; ++j)
      enter(finder, finder->graph->loc_count + cells->data[j], state->object,
            index, via);
  }
}

static void report_constraint(finder_t *finder, uint32_t index,
                              const esc_constraint_t *c, esc_sink_t sink) {
  esc_hop_t out = hop_of(c);
  out.kind = ESC_HOP_SINK;
  if (out.sink == ESC_SINK_NONE)
    out.sink = (uint8_t)sink;
  report(finder, index, &out, c->cause);
}

static void expand_by(finder_t *finder, uint32_t index, uint32_t via) {
  const esc_graph_t *graph = finder->graph;
  const state_t state = finder->states.data[index];
  const esc_constraint_t *c = &graph->constraints.data[via];
  bool in_cell = state.place >= graph->loc_count;
  const esc_cell_t *cell =
      in_cell ? &finder->solution->cells.data[state.place - graph->loc_count]
              : NULL;
  switch ((esc_constraint_kind_t)c->kind) {
  case ESC_COPY:
    if (!in_cell && c->src == state.place)
      enter(finder, c->dst, state.object, index, via);
    return;
  case ESC_LOAD:
    if (in_cell && points_to(finder, c->src, c->offset, c->size, cell))
      enter(finder, c->dst, state.object, index, via);
    return;
  case ESC_STORE:
    if (in_cell || c->src != state.place)
      return;
    if (finder->solution->locs.data[c->dst].is_external)
      report_constraint(finder, index, c, ESC_SINK_UNKNOWN_STORE);
    enter_cells(finder, c->dst, &state, index, via);
    return;
  case ESC_MEMCPY:
    if (!in_cell || !points_to(finder, c->src, 0, c->size, cell))
      return;
    if (finder->solution->locs.data[c->dst].is_external)
      report_constraint(finder, index, c, ESC_SINK_UNKNOWN_STORE);
    enter_cells(finder, c->dst, &state, index, via);
    return;
  case ESC_ESCAPE:
    if (!in_cell && c->src == state.place)
      report_constraint(finder, index, c, ESC_SINK_UNMODELLED);
    return;
  case ESC_EXPOSE:
    if (in_cell && points_to(finder, c->src, c->offset, c->size, cell))
      report_constraint(finder, index, c, ESC_SINK_BYTES);
    return;
  case ESC_ADDR_OF:
  case ESC_UNKNOWN:
  case ESC_CLOBBER:
  case ESC_HOLD:
    return;
  }
}

static void expand_results(finder_t *finder, uint32_t index) {
  const state_t state = finder->states.data[index];
  const esc_function_t *function =
      &finder->graph->functions.data[finder->function];
  for (uint32_t i = 0; i < function->result_count; ++i) {
    if (finder->graph->locs_of_calls.data[function->first_result + i] !=
        state.place)
      continue;
    esc_hop_t out = {
        .kind = ESC_HOP_RETURN,
        .operand = (uint16_t)i,
        .origin =
            state.constraint == ESC_NONE
                ? ESC_NONE
                : finder->graph->constraints.data[state.constraint].origin};
    report(finder, index, &out, ESC_NONE);
  }
}

esc_status_t esc_paths_find(const esc_solution_t *solution, esc_obj_t object,
                            uint32_t function, uint32_t max_paths,
                            esc_paths_t *paths) {
  finder_t finder = {.solution = solution,
                     .graph = solution->graph,
                     .allocator = solution->graph->allocator,
                     .function = function,
                     .max_paths = max_paths,
                     .paths = paths};
  enter_object(&finder, object, ESC_NONE);
  for (uint32_t i = 0; i < finder.states.count && !finder.failed; ++i) {
    if (finder.states.data[i].place >= finder.graph->loc_count)
      expand_cell(&finder, i);
    else
      expand_results(&finder, i);
    for (uint32_t via = 0; via < finder.graph->constraints.count; ++via)
      expand_by(&finder, i, via);
  }
  esc_array_free(finder.allocator, &finder.states);
  esc_array_free(finder.allocator, &finder.seen);
  esc_array_free(finder.allocator, &finder.ways_out);
  return finder.failed ? ESC_NO_MEMORY : ESC_OK;
}

void esc_paths_free(const esc_allocator_t *allocator, esc_paths_t *paths) {
  esc_array_free(allocator, &paths->paths);
  esc_array_free(allocator, &paths->hops);
}
