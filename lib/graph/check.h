/* Whether a graph, or a skeleton, keeps the rules that graph.h and skeleton.h
 * state. Solvers and judges index without looking: everything that comes from
 * a file or a host passes here first. Shares no code with them. */
#ifndef ESCAPE_GRAPH_CHECK_H
#define ESCAPE_GRAPH_CHECK_H

#include "graph/skeleton.h"

/* The first rule that is broken. */
typedef struct esc_check_error {
  const char *rule; /* static; "" if none is */
  uint32_t index;   /* of the function, object, constraint, ... it names */
} esc_check_error_t;

/* ESC_OK, the graph's own status if that is not ESC_OK, or ESC_BAD_INPUT.
 * Reads the graph only; allocates nothing; linear. The `summary` of a cause is
 * not looked into. */
esc_status_t esc_graph_check(const esc_graph_t *graph,
                             esc_check_error_t *error);

/* The same for a skeleton of one of the graph's functions; the graph has
 * passed. */
esc_status_t esc_skeleton_check(const esc_skeleton_t *skeleton,
                                const esc_graph_t *graph,
                                esc_check_error_t *error);

#endif
