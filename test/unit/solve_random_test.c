/* Both solvers on random graphs: the order of constraints does not matter, more
 * constraints never take facts away, both agree, and every solution is
 * certified.
 *
 *   unit-solve_random_test                 the graphs of every build
 *   unit-solve_random_test FIRST COUNT [STEPS]
 *                                          those of COUNT seeds from FIRST on
 *
 * A graph on which the reference solver takes more than STEPS (a ring of
 * shifting memcpys walks through a thousand offsets) is left out; the last line
 * but one says how many were compared. */
#include "solve/certify.h"
#include "solve/solve.h"

#include "check.h"
#include "random_graph.h"
#include "solved.h"

#include <stdlib.h>

enum { GRAPHS = 1500 };

/* Of the reference solver; the fast one counts other steps. */
static uint64_t budget_of_reference = 300000;

static const shape_t shape = {2, 3, 3, 5, 12, 2, 2};

typedef esc_status_t solver_t(const esc_graph_t *, uint64_t, esc_solution_t *);

static void build(uint64_t seed, rng_t *rng, esc_graph_t *graph) {
  rng->state = seed;
  esc_graph_init(graph, esc_allocator_libc());
  random_graph(rng, &shape, graph);
}

static bool check_at(uint64_t seed, const char *what, bool holds) {
  CHECK(holds);
  if (!holds)
    printf("seed %llu: %s\n", (unsigned long long)seed, what);
  return holds;
}

/* Solves; false, with nothing to free, if it is out of budget. */
static bool solve(solver_t *solver, uint64_t budget, esc_graph_t *graph,
                  esc_solution_t *solution) {
  esc_status_t status = solver(graph, budget, solution);
  CHECK(status == ESC_OK || status == ESC_OUT_OF_BUDGET);
  if (status != ESC_OK)
    esc_solution_free(solution);
  return status == ESC_OK;
}

static bool is_certified(const esc_graph_t *graph,
                         const esc_solution_t *solution) {
  esc_refusal_t refusal;
  if (esc_certify(graph, solution, &refusal) == ESC_OK)
    return true;
  printf("refused: %s (constraint %u, index %u)\n", refusal.rule,
         refusal.constraint, refusal.index);
  return false;
}

/* The same graph with its constraints in another order, then with one more.
 * Returns whether all was compared. */
static bool order_and_growth(solver_t *solver, uint64_t budget, uint64_t seed) {
  rng_t rng;
  esc_graph_t graph;
  esc_solution_t first, second;
  bool compared = false;
  build(seed, &rng, &graph);
  if (solve(solver, budget, &graph, &first)) {
    check_at(seed, "not certified", is_certified(&graph, &first));
    shuffle_constraints(&rng, &graph);
    if (solve(solver, budget, &graph, &second)) {
      check_at(seed, "not certified in another order",
               is_certified(&graph, &second));
      check_at(seed, "the order of constraints matters",
               same_solutions(&first, &second));
      esc_solution_free(&second);
      random_constraint(&rng, &graph);
      if (solve(solver, budget, &graph, &second)) {
        check_at(seed, "not certified with one more constraint",
                 is_certified(&graph, &second));
        check_at(seed, "one more constraint takes facts away",
                 solution_includes_but_deep(&second, &first));
        esc_solution_free(&second);
        compared = true;
      }
    }
    esc_solution_free(&first);
  }
  esc_graph_free(&graph);
  return compared;
}

/* The solver of production gives the solution of the reference solver, and ends
 * on every budget: with the solution or without. */
static bool solvers_agree(uint64_t seed) {
  rng_t rng;
  esc_graph_t graph;
  esc_solution_t reference, fast;
  build(seed, &rng, &graph);
  CHECK(esc_solution_give_up(&graph, &fast) == ESC_OK);
  check_at(seed, "that all is external is no solution",
           is_certified(&graph, &fast));
  esc_solution_free(&fast);
  if (!solve(esc_solve_reference, budget_of_reference, &graph, &reference)) {
    esc_graph_free(&graph);
    return false;
  }
  CHECK(esc_solve(&graph, 100 * budget_of_reference, &fast) == ESC_OK);
  check_at(seed, "not certified", is_certified(&graph, &fast));
  if (!check_at(seed, "the solvers differ", same_solutions(&reference, &fast)))
    printf("the fast one has %s\n",
           solution_includes(&fast, &reference) ? "more" : "not all");
  uint64_t needed = fast.steps;
  uint64_t budget = rng_below(&rng, (uint32_t)needed + 2);
  esc_solution_free(&fast);
  esc_status_t status = esc_solve(&graph, budget, &fast);
  CHECK(status == (budget < needed ? ESC_OUT_OF_BUDGET : ESC_OK));
  esc_solution_free(&fast);
  esc_solution_free(&reference);
  esc_graph_free(&graph);
  return true;
}

/* Appends, of what it is seen that it is external, what is made of that. */
static void grow(void *context, const esc_solution_t *so_far) {
  esc_graph_t *graph = context;
  for (esc_loc_t i = 0; i + 2 < graph->loc_count; i += 3)
    if (so_far->locs.data[i].is_external &&
        (!so_far->locs.data[i + 1].is_external ||
         so_far->locs.data[i + 2].targets.count > 1)) {
      uint32_t before = graph->constraints.count;
      if (before > 200)
        return;
      esc_graph_unknown(graph, i + 1, 0);
      esc_graph_escape(graph, i + 2, ESC_SINK_INDIRECT_CALL, 0, 0);
    }
}

/* A graph that grows while it is solved has the solution of what it becomes. */
static void growth_is_solved(uint64_t seed) {
  rng_t rng;
  esc_graph_t graph;
  esc_solution_t grown, whole;
  build(seed, &rng, &graph);
  esc_growth_t growth = {grow, &graph};
  CHECK(esc_solve_growing(&graph, 100 * budget_of_reference, &growth, &grown) ==
        ESC_OK);
  CHECK(esc_solve(&graph, 100 * budget_of_reference, &whole) == ESC_OK);
  check_at(seed, "not certified as it grew", is_certified(&graph, &grown));
  check_at(seed, "growing makes a difference", same_solutions(&grown, &whole));
  esc_solution_free(&grown);
  esc_solution_free(&whole);
  esc_graph_free(&graph);
}

/* Larger graphs end in time, or out of budget. */
static void large_graphs_end(void) {
  static const shape_t large = {3, 4, 8, 40, 120, 0, 0};
  for (uint64_t seed = 0; seed < 20; ++seed) {
    rng_t rng = {seed};
    esc_graph_t graph;
    esc_solution_t solution;
    esc_graph_init(&graph, esc_allocator_libc());
    random_graph(&rng, &large, &graph);
    esc_status_t status = esc_solve_reference(&graph, 2000000, &solution);
    CHECK(status == ESC_OK || status == ESC_OUT_OF_BUDGET);
    if (status == ESC_OK)
      CHECK(is_certified(&graph, &solution));
    esc_solution_free(&solution);
    esc_graph_free(&graph);
  }
}

int main(int argc, char **argv) {
  bool has_range = argc >= 3;
  uint64_t first = has_range ? strtoull(argv[1], NULL, 10) : 0;
  uint64_t count = has_range ? strtoull(argv[2], NULL, 10) : GRAPHS;
  if (argc > 3)
    budget_of_reference = strtoull(argv[3], NULL, 10);
  uint64_t agreed = 0, of_reference = 0, of_fast = 0;
  for (uint64_t seed = first; seed < first + count; ++seed) {
    agreed += solvers_agree(seed);
    of_reference +=
        order_and_growth(esc_solve_reference, budget_of_reference, seed);
    growth_is_solved(seed);
    of_fast += order_and_growth(esc_solve, 100 * budget_of_reference, seed);
  }
  printf("seeds %llu to %llu: compared %llu between the solvers, %llu in the "
         "reference solver, %llu in the fast one\n",
         (unsigned long long)first, (unsigned long long)(first + count - 1),
         (unsigned long long)agreed, (unsigned long long)of_reference,
         (unsigned long long)of_fast);
  if (!has_range) {
    /* 1,000 graphs that count, whatever was left out. */
    CHECK(agreed >= 1000 && of_reference >= 1000 && of_fast >= 1000);
    large_graphs_end();
  }
  return checks_finish();
}
