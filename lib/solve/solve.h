/* Solving a linked graph: the least solution of its constraints.
 *
 * Reference: L. O. Andersen, Program Analysis and Specialization for the C
 * Programming Language, 1994, chapter 4, with byte-offset cells (Pearce, Kelly
 * and Hankin, TOPLAS 30(1), 2007) and flags for the external world. */
#ifndef ESCAPE_SOLVE_SOLVE_H
#define ESCAPE_SOLVE_SOLVE_H

#include "solve/solution.h"

/* The reference solver: applies every constraint until nothing changes. Its
 * value is that it is obviously right. Requires a checked, linked
 * graph with status OK. Ends because sets only grow and are bounded: at most
 * objects x (ESC_OFFSET_MAX - ESC_OFFSET_MIN + 2) targets. Stops with
 * ESC_OUT_OF_BUDGET after `max_steps` set operations. The caller frees the
 * solution whatever the status; `solution` is overwritten. */
esc_status_t esc_solve_reference(const esc_graph_t *graph, uint64_t max_steps,
                                 esc_solution_t *solution);

/* The solver of production: the same solution, by difference propagation
 * (propagate.c). Same requirements, budget and ownership. */
esc_status_t esc_solve(const esc_graph_t *graph, uint64_t max_steps,
                       esc_solution_t *solution);

/* What is found out while a solution is made may add to the graph. `grow` is
 * called when the rules have settled but for what is read from held objects:
 * what the solution has by then it has in the end, too. It may append ESCAPE
 * and UNKNOWN constraints, and nothing else. */
typedef struct esc_growth {
  void (*grow)(void *context, const esc_solution_t *so_far);
  void *context;
} esc_growth_t;

/* The solution of what the graph has become. */
esc_status_t esc_solve_growing(const esc_graph_t *graph, uint64_t max_steps,
                               const esc_growth_t *growth,
                               esc_solution_t *solution);

/* The same without the normal form: external contents name the external
 * objects that were found to come there, as an explanation needs it. Costs
 * more, and says no more about any object. */
esc_status_t esc_solve_by_name(const esc_graph_t *graph, uint64_t max_steps,
                               esc_solution_t *solution);

#endif
