/* solve/certify: a reference solution is the least one, so each single target,
 * flag or mark that is taken from it breaks a rule, and the certifier must see
 * which. */
#include "solve/certify.h"
#include "solve/solve.h"

#include "check.h"
#include "random_graph.h"

enum { BUDGET = 100000 };

static bool refuses(const esc_graph_t *graph, const esc_solution_t *solution) {
  esc_refusal_t refusal;
  bool refused = esc_certify(graph, solution, &refusal) == ESC_BAD_INPUT;
  return refused && refusal.rule[0] != 0 &&
         (refusal.constraint == ESC_NONE ||
          refusal.constraint < graph->constraints.count);
}

/* Takes each element out in turn. */
static bool every_target_is_missed(const esc_graph_t *graph,
                                   const esc_solution_t *solution,
                                   esc_idset_t *set) {
  bool all = true;
  for (uint32_t i = 0; i < set->count; ++i) {
    uint32_t taken = set->data[i];
    memmove(set->data + i, set->data + i + 1,
            (set->count - i - 1) * sizeof *set->data);
    set->count--;
    all &= refuses(graph, solution);
    memmove(set->data + i + 1, set->data + i,
            (set->count - i) * sizeof *set->data);
    set->count++;
    set->data[i] = taken;
  }
  return all;
}

static bool flag_is_missed(const esc_graph_t *graph,
                           const esc_solution_t *solution, bool *flag) {
  if (!*flag)
    return true;
  *flag = false;
  bool refused = refuses(graph, solution);
  *flag = true;
  return refused;
}

static void nothing_can_be_taken_away(void) {
  static const shape_t shape = {2, 3, 3, 5, 10, 0, 0};
  uint32_t mutated = 0;
  for (uint64_t seed = 0; mutated < 1000 && seed < 2000; ++seed) {
    rng_t rng = {seed};
    esc_graph_t graph;
    esc_solution_t solution;
    esc_refusal_t refusal;
    esc_graph_init(&graph, esc_allocator_libc());
    random_graph(&rng, &shape, &graph);
    if (esc_solve_reference(&graph, BUDGET, &solution) != ESC_OK) {
      esc_solution_free(&solution);
      esc_graph_free(&graph);
      continue;
    }
    ++mutated;
    CHECK(esc_certify(&graph, &solution, &refusal) == ESC_OK);
    CHECK_STRING(refusal.rule, "");
    bool all = true;
    for (uint32_t i = 0; i < solution.locs.count; ++i) {
      esc_content_t *content = &solution.locs.data[i];
      all &= every_target_is_missed(&graph, &solution, &content->targets);
      all &= flag_is_missed(&graph, &solution, &content->is_external);
    }
    CHECK(all);
    for (uint32_t i = 0; i < solution.cells.count; ++i) {
      esc_cell_t *cell = &solution.cells.data[i];
      all &= every_target_is_missed(&graph, &solution, &cell->content.targets);
      all &= flag_is_missed(&graph, &solution, &cell->content.is_external);
      all &= flag_is_missed(&graph, &solution, &cell->is_exposed);
    }
    CHECK(all);
    for (uint32_t i = 0; i < solution.objects.count; ++i) {
      esc_solved_object_t *object = &solution.objects.data[i];
      all &= every_target_is_missed(&graph, &solution, &object->holders);
      all &= flag_is_missed(&graph, &solution, &object->is_external);
    }
    CHECK(all);
    if (!all)
      printf("seed %u\n", (unsigned)seed);
    CHECK(esc_certify(&graph, &solution, &refusal) == ESC_OK);
    esc_solution_free(&solution);
    esc_graph_free(&graph);
  }
  CHECK_UINT(mutated, 1000);
}

/* More than the least is a solution too, as long as it is closed. */
static void more_is_accepted(void) {
  esc_graph_t graph;
  esc_solution_t solution;
  esc_refusal_t refusal;
  esc_graph_init(&graph, esc_allocator_libc());
  esc_graph_add_function(&graph, 0, 0);
  esc_object_t site = {.kind = ESC_OBJECT_SITE, .family = ESC_NONE};
  esc_obj_t object = esc_graph_add_object(&graph, &site);
  esc_loc_t a = esc_graph_add_loc(&graph), b = esc_graph_add_loc(&graph);
  esc_graph_addr_of(&graph, a, object, 0);
  CHECK(esc_solve_reference(&graph, BUDGET, &solution) == ESC_OK);
  solution.locs.data[b].is_external = true;
  solution.objects.data[object].is_external = true;
  esc_idset_insert(graph.allocator, &solution.locs.data[b].targets, 0);
  CHECK(esc_certify(&graph, &solution, &refusal) == ESC_OK);
  esc_solution_free(&solution);
  esc_graph_free(&graph);
}

#define REFUSED(said, change, undo)                                            \
  do {                                                                         \
    change;                                                                    \
    CHECK(esc_certify(&graph, &solution, &refusal) == ESC_BAD_INPUT);          \
    CHECK_STRING(refusal.rule, said);                                          \
    undo;                                                                      \
  } while (0)

static void broken_shapes_are_refused(void) {
  esc_graph_t graph;
  esc_solution_t solution;
  esc_refusal_t refusal;
  esc_graph_init(&graph, esc_allocator_libc());
  esc_graph_add_function(&graph, 0, 0);
  esc_loc_t p = esc_graph_add_param(&graph, true, 0);
  esc_loc_t x = esc_graph_add_loc(&graph);
  esc_graph_load(&graph, x, p, 0, 8, 0);
  esc_graph_load(&graph, x, x, 8, 8, 0);
  CHECK(esc_solve_reference(&graph, BUDGET, &solution) == ESC_OK);
  CHECK(esc_certify(&graph, &solution, &refusal) == ESC_OK);
  esc_cell_t *cells = solution.cells.data;
  esc_solved_object_t *objects = solution.objects.data;
  CHECK_UINT(solution.objects.count, 3);
  REFUSED("the solution was finished", solution.status = ESC_OUT_OF_BUDGET,
          solution.status = ESC_OK);
  REFUSED("every location and object has a solution", solution.locs.count--,
          solution.locs.count++);
  REFUSED("a cell belongs to an object", cells[0].object = 3,
          cells[0].object = 0);
  REFUSED("an object's cells are its own", cells[0].object = 1,
          cells[0].object = 0);
  REFUSED("the graph's objects come first, unchanged", objects[0].level = 2,
          objects[0].level = 1);
  REFUSED("an object that was made is a placeholder of level 2 or 3",
          objects[1].level = 1, objects[1].level = 2);
  REFUSED("the parent of a placeholder has level 1", objects[2].parent = 1,
          objects[2].parent = 0);
  REFUSED("a placeholder is of its parent's parameter", objects[2].param = 1,
          objects[2].param = 0);
  REFUSED("no placeholder occurs twice", objects[2].level = 2,
          objects[2].level = 3);
  REFUSED("an object knows its cells", objects[1].cells.count--,
          objects[1].cells.count++);
  REFUSED("the offset of a cell is within the bounds or any",
          cells[0].offset = 1000, cells[0].offset = 0);
  REFUSED("the cells of an object ascend", objects[0].cells.data[0] = 100,
          objects[0].cells.data[0] = 0);
  REFUSED("the targets of a cell ascend",
          cells[0].content.targets.data[0] += 100,
          cells[0].content.targets.data[0] -= 100);
  REFUSED("the targets of a location ascend",
          solution.locs.data[0].targets.data[0] = 100,
          solution.locs.data[0].targets.data[0] = 0);
  CHECK(esc_certify(&graph, &solution, &refusal) == ESC_OK);
  esc_solution_free(&solution);
  esc_graph_free(&graph);
}

int main(void) {
  nothing_can_be_taken_away();
  more_is_accepted();
  broken_shapes_are_refused();
  return checks_finish();
}
