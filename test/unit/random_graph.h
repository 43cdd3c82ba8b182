/* Random graphs and skeletons, and comparing them. */
#ifndef ESCAPE_TEST_UNIT_RANDOM_GRAPH_H
#define ESCAPE_TEST_UNIT_RANDOM_GRAPH_H

#include "graph/skeleton.h"
#include "random.h"

typedef struct shape {
  uint32_t functions; /* the most of each; at least one function */
  uint32_t params;
  uint32_t objects; /* of a function */
  uint32_t locs;
  uint32_t constraints;
  uint32_t facts;
  uint32_t calls;
} shape_t;

/* A graph that passes the checker: each function after the other, as a host
 * builds them; then, in some, objects and constraints across functions, as
 * linking appends them. `graph` was initialised. */
void random_graph(rng_t *rng, const shape_t *shape, esc_graph_t *graph);
/* One more constraint on what is there. */
void random_constraint(rng_t *rng, esc_graph_t *graph);
/* A skeleton of `function` that passes the checker. */
void random_skeleton(rng_t *rng, const esc_graph_t *graph, uint32_t function,
                     esc_skeleton_t *skeleton);
/* Permutes the constraints. */
void shuffle_constraints(rng_t *rng, esc_graph_t *graph);

/* Equal, number for number, in all that text carries; callees, functions and
 * families as the two callbacks see them. */
typedef bool same_fn(void *context, uint32_t a, uint32_t b);
bool same_graphs(const esc_graph_t *a, const esc_graph_t *b,
                 same_fn *same_function, same_fn *same_family, void *context);
bool same_skeletons(const esc_skeleton_t *a, const esc_skeleton_t *b);

#endif
