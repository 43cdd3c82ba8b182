#include "judge/path_index.h"

#include <string.h>

typedef struct builder {
  const esc_solution_t *solution;
  const esc_allocator_t *allocator;
  ESC_ARRAY(esc_edge_t) makers;
  ESC_ARRAY(esc_edge_t) movers;
  ESC_ARRAY(esc_edge_t) readers;
  ESC_ARRAY(esc_edge_t) initial_cells;
  /* By object: the last constraint that was found to read it, or ESC_NONE. */
  ESC_ARRAY(uint32_t) last_reader;
  bool failed;
} builder_t;

static void add_reader(builder_t *builder, uint32_t index) {
  const esc_solution_t *solution = builder->solution;
  esc_loc_t pointer = solution->graph->constraints.data[index].src;
  const esc_idset_t *targets = &solution->locs.data[pointer].targets;
  for (uint32_t i = 0; i < targets->count && !builder->failed; ++i) {
    esc_obj_t object = solution->cells.data[targets->data[i]].object;
    if (builder->last_reader.data[object] == index)
      continue;
    builder->last_reader.data[object] = index;
    esc_edge_t edge = {object, index};
    builder->failed =
        !esc_array_push(builder->allocator, &builder->readers, edge);
  }
}

static void add_constraint(builder_t *builder, uint32_t index) {
  const esc_constraint_t *c =
      &builder->solution->graph->constraints.data[index];
  esc_edge_t edge = {c->src, index};
  switch ((esc_constraint_kind_t)c->kind) {
  case ESC_ADDR_OF:
    builder->failed =
        !esc_array_push(builder->allocator, &builder->makers, edge);
    return;
  case ESC_COPY:
  case ESC_STORE:
  case ESC_ESCAPE:
    builder->failed =
        !esc_array_push(builder->allocator, &builder->movers, edge);
    return;
  case ESC_LOAD:
  case ESC_MEMCPY:
  case ESC_EXPOSE:
    add_reader(builder, index);
    return;
  case ESC_UNKNOWN:
  case ESC_CLOBBER:
  case ESC_HOLD:
    return;
  }
}

static void add_cell(builder_t *builder, uint32_t index) {
  esc_obj_t object = builder->solution->cells.data[index].object;
  const esc_solved_object_t *solved = &builder->solution->objects.data[object];
  if (!solved->level)
    return;
  esc_edge_t edge = {solved->level == 1 ? object : solved->parent, index};
  builder->failed =
      !esc_array_push(builder->allocator, &builder->initial_cells, edge);
}

static bool build_rows(const builder_t *builder, esc_finder_t *finder) {
  const esc_allocator_t *allocator = builder->allocator;
  uint32_t locs = builder->solution->graph->loc_count;
  uint32_t objects = builder->solution->objects.count;
  return esc_rows_build(allocator, &finder->makers, objects,
                        builder->makers.data,
                        builder->makers.count) == ESC_OK &&
         esc_rows_build(allocator, &finder->movers, locs, builder->movers.data,
                        builder->movers.count) == ESC_OK &&
         esc_rows_build(allocator, &finder->readers, objects,
                        builder->readers.data,
                        builder->readers.count) == ESC_OK &&
         esc_rows_build(allocator, &finder->initial_cells, objects,
                        builder->initial_cells.data,
                        builder->initial_cells.count) == ESC_OK;
}

static void free_rows(const esc_allocator_t *allocator, esc_finder_t *finder) {
  esc_rows_free(allocator, &finder->makers);
  esc_rows_free(allocator, &finder->movers);
  esc_rows_free(allocator, &finder->readers);
  esc_rows_free(allocator, &finder->initial_cells);
}

esc_status_t esc_finder_build(esc_finder_t *finder) {
  if (finder->is_built)
    return ESC_OK;
  const esc_solution_t *solution = finder->solution;
  builder_t builder = {.solution = solution,
                       .allocator = solution->graph->allocator};
  uint32_t objects = solution->objects.count;
  builder.failed =
      !esc_array_reserve(builder.allocator, &builder.last_reader, objects + 1);
  if (!builder.failed)
    memset(builder.last_reader.data, 0xff, objects * sizeof(uint32_t));
  for (uint32_t i = 0;
       i < solution->graph->constraints.count && !builder.failed; ++i)
    add_constraint(&builder, i);
  for (uint32_t i = 0; i < solution->cells.count && !builder.failed; ++i)
    add_cell(&builder, i);
  finder->is_built = !builder.failed && build_rows(&builder, finder);
  if (!finder->is_built)
    free_rows(builder.allocator, finder);
  esc_array_free(builder.allocator, &builder.makers);
  esc_array_free(builder.allocator, &builder.movers);
  esc_array_free(builder.allocator, &builder.readers);
  esc_array_free(builder.allocator, &builder.initial_cells);
  esc_array_free(builder.allocator, &builder.last_reader);
  return finder->is_built ? ESC_OK : ESC_NO_MEMORY;
}

void esc_finder_free(esc_finder_t *finder) {
  const esc_allocator_t *allocator = finder->solution->graph->allocator;
  free_rows(allocator, finder);
  esc_array_free(allocator, &finder->states);
  esc_array_free(allocator, &finder->chain);
  esc_keyset_free(allocator, &finder->seen);
  esc_keyset_free(allocator, &finder->entered);
  esc_keyset_free(allocator, &finder->ways_out);
}
