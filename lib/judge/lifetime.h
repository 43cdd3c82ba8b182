/* Who outlives whom: whether an object is dead when its function returns. */
#ifndef ESCAPE_JUDGE_LIFETIME_H
#define ESCAPE_JUDGE_LIFETIME_H

#include "judge/judge.h"

/* Fills `lifetimes` (esc_lifetime_t), one for each object of the graph. */
esc_status_t esc_lifetimes(const esc_solution_t *solution, uint8_t *lifetimes);

/* Sets `reached[o]` for each object of the graph that can be reached from what
 * `args` point to, through cells. `reached` has an entry for each object and
 * is overwritten. */
esc_status_t esc_reachable(const esc_solution_t *solution,
                           const esc_loc_t *args, uint32_t arg_count,
                           bool *reached);

#endif
