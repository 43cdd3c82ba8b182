/* What a specialisation of a function would change: see summary.h. */
#ifndef ESCAPE_JUDGE_OPERATIONS_H
#define ESCAPE_JUDGE_OPERATIONS_H

#include "judge/summary.h"

/* Fills the operations of `summary`, whose symbols are there, for function
 * `function` of the graph. `symbol_of` gives the symbol of an object of the
 * solution, or ESC_NONE; `objects` the object of a symbol. A body that cannot
 * be copied has those of what it makes only, for the report. */
esc_status_t esc_find_operations(const esc_solution_t *solution,
                                 uint32_t function, const uint32_t *symbol_of,
                                 const esc_obj_t *objects,
                                 esc_summary_t *summary);

#endif
