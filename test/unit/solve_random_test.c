/* The reference solver on random graphs: the order of constraints does not
 * matter, more constraints never take facts away, both solvers agree, and every
 * solution is certified. Graphs that walk through a thousand offsets (a ring of
 * shifting memcpys) are left out. */
#include "solve/certify.h"
#include "solve/solve.h"

#include "check.h"
#include "random_graph.h"
#include "solved.h"

enum { GRAPHS = 1500, BUDGET = 300000 };

static const shape_t shape = {2, 3, 3, 5, 12, 2, 2};

static void build(rng_t *rng, esc_graph_t *graph) {
  esc_graph_init(graph, esc_allocator_libc());
  random_graph(rng, &shape, graph);
}

/* Solves; false, with nothing to free, if it is out of budget. */
static bool solve(esc_graph_t *graph, esc_solution_t *solution) {
  esc_status_t status = esc_solve_reference(graph, BUDGET, solution);
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

static void order_does_not_matter(void) {
  uint32_t compared = 0;
  for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
    rng_t rng = {seed};
    esc_graph_t graph;
    esc_solution_t first, second;
    build(&rng, &graph);
    if (solve(&graph, &first)) {
      CHECK(is_certified(&graph, &first));
      shuffle_constraints(&rng, &graph);
      if (solve(&graph, &second)) {
        CHECK(is_certified(&graph, &second));
        bool same = same_solutions(&first, &second);
        CHECK(same);
        if (!same)
          printf("seed %u\n", (unsigned)seed);
        esc_solution_free(&second);
        ++compared;
      }
      esc_solution_free(&first);
    }
    esc_graph_free(&graph);
  }
  CHECK(compared >= 1000);
}

static void more_constraints_never_take_away(void) {
  uint32_t compared = 0;
  for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
    rng_t rng = {seed};
    esc_graph_t graph;
    esc_solution_t before, after;
    build(&rng, &graph);
    if (solve(&graph, &before)) {
      random_constraint(&rng, &graph);
      if (esc_solve_reference(&graph, BUDGET, &after) == ESC_OK) {
        bool includes = solution_includes(&after, &before);
        CHECK(includes);
        if (!includes)
          printf("seed %u\n", (unsigned)seed);
        ++compared;
      }
      esc_solution_free(&before);
      esc_solution_free(&after);
    }
    esc_graph_free(&graph);
  }
  CHECK(compared >= 1000);
}

/* The solver of production gives the same solution, and ends on every budget:
 * with the solution or without. */
static void solvers_agree(void) {
  for (uint64_t seed = 0; seed < GRAPHS; ++seed) {
    rng_t rng = {seed};
    esc_graph_t graph;
    esc_solution_t reference, fast;
    build(&rng, &graph);
    if (!solve(&graph, &reference)) {
      esc_graph_free(&graph);
      continue;
    }
    CHECK(esc_solve(&graph, 100 * BUDGET, &fast) == ESC_OK);
    CHECK(is_certified(&graph, &fast));
    bool same = same_solutions(&reference, &fast);
    CHECK(same);
    if (!same)
      printf("seed %u: the fast one has %s\n", (unsigned)seed,
             solution_includes(&fast, &reference) ? "more" : "not all");
    uint64_t needed = fast.steps;
    uint64_t budget = rng_below(&rng, (uint32_t)needed + 2);
    esc_solution_free(&fast);
    esc_status_t status = esc_solve(&graph, budget, &fast);
    CHECK(status == (budget < needed ? ESC_OUT_OF_BUDGET : ESC_OK));
    esc_solution_free(&fast);
    esc_solution_free(&reference);
    esc_graph_free(&graph);
  }
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

int main(void) {
  order_does_not_matter();
  more_constraints_never_take_away();
  solvers_agree();
  large_graphs_end();
  return checks_finish();
}
