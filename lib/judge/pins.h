/* Pinning: bodies that the linker may replace by another copy.
 *
 * Of a function that is emitted into every file that uses it (C++ templates and
 * inline functions), the copy that runs may come from another file, where the
 * same source was optimised otherwise: that one may do what the one read here
 * was proven not to do, if the source leaves both open. So its summary is an
 * *inexact* one, and a caller that promotes because of it calls a copy of the
 * body that was read, internal to the module. The same for what the summary
 * itself relied on: a function is *settled* if its calls of such functions go
 * to copies. Interposable bodies are never believed. */
#ifndef ESCAPE_JUDGE_PINS_H
#define ESCAPE_JUDGE_PINS_H

#include "judge/link.h"

typedef struct esc_pin {
  uint32_t function; /* the host's number */
  bool is_copied;    /* calls of it go to a copy; else its own calls only */
} esc_pin_t;

/* Those that are called come before those that call them. */
typedef ESC_ARRAY(esc_pin_t) esc_pins_t;

/* Whether the body of the graph's function can be believed if it is pinned. */
bool esc_may_pin(const esc_graph_t *graph, const esc_function_t *function);

/* Fills summary->relied with the functions that its graph relied on. `lookup`
 * is the one the graph was linked with. */
esc_status_t esc_pins_rely(const esc_graph_t *graph,
                           esc_summary_lookup_t lookup, void *context,
                           esc_summary_t *summary);

/* Appends to `pins` what is to be settled so that what was believed of the
 * callees of the graph holds, and marks it in `is_settled` (by the host's
 * number): what is marked already is left out. Adds the instructions of the
 * copies to *growth. The caller frees `pins`, whatever the status. */
esc_status_t esc_pins_find(const esc_graph_t *graph,
                           esc_summary_lookup_t lookup, void *context,
                           bool *is_settled, esc_pins_t *pins,
                           uint64_t *growth);

#endif
