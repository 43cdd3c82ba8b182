/* Turning the calls of a graph into constraints.
 *
 * A call to a function of the same graph copies arguments to parameters and
 * results back (no context inside an SCC). A call to another function applies
 * its summary. A call to a function without one is external: its arguments
 * escape and its results are unknown. Calls through pointers are left to
 * resolve.h. */
#ifndef ESCAPE_JUDGE_LINK_H
#define ESCAPE_JUDGE_LINK_H

#include "judge/summary.h"

/* The summary of the host's function `id`, or NULL. */
typedef const esc_summary_t *(*esc_summary_lookup_t)(void *context,
                                                     uint32_t id);

/* The graph's function with the host's number `id`, or ESC_NONE. */
uint32_t esc_find_function(const esc_graph_t *graph, uint32_t id);

/* Requires the functions in ascending order of their id. Appends the
 * constraints, objects and facts of every direct call to `graph`, marks its
 * functions ESC_FUNCTION_CALLS_UNKNOWN where a callee may call back, sets
 * is_recursive where they call one another or themselves, and leaves the calls
 * in place for judging. Call once. Summaries that are used must outlive the
 * graph (causes borrow them). Returns the graph's status. */
esc_status_t esc_link(esc_graph_t *graph, esc_summary_lookup_t lookup,
                      void *context);

#endif
