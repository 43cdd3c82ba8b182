/* Whether a solution is one: an independent look at what a solver returned.
 *
 * Checks the shape (every index, every order) and then that each rule of
 * docs/algorithm.md holds, for every constraint: the solution is a
 * post-fixpoint. A post-fixpoint is sound whoever made it and however; that it
 * is the least one is not checked, but since every rule is checked as it
 * stands, no single target or flag can be taken from the least one unseen.
 *
 * Shares no code with the solvers. Allocates nothing. */
#ifndef ESCAPE_SOLVE_CERTIFY_H
#define ESCAPE_SOLVE_CERTIFY_H

#include "solve/solution.h"

/* The first rule that is broken. */
typedef struct esc_refusal {
  const char *rule;    /* static; "" if none is */
  uint32_t constraint; /* that demands more, or ESC_NONE */
  uint32_t index;      /* object or cell, if no constraint; else ESC_NONE */
} esc_refusal_t;

/* Requires a graph that passed graph/check.h. Accepts with ESC_OK, refuses
 * with ESC_BAD_INPUT; a solution out of budget or memory is refused. The
 * solution may be any bytes behind valid arrays. Cost: constraints x targets x
 * cells of an object; placeholders squared. */
esc_status_t esc_certify(const esc_graph_t *graph,
                         const esc_solution_t *solution,
                         esc_refusal_t *refusal);

#endif
