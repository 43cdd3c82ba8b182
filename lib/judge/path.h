/* Why an object is external or outlives its function: the ways its address
 * takes, read back from the solved graph.
 *
 * A path starts where the object is made (or a parameter enters) and follows
 * constraints along which the solution carries its address, or the address of
 * an object that holds it, to a *way out*: unknown code, external memory, the
 * caller. Breadth first, so each way out gets a shortest path, and no hop
 * stands twice in one. Nothing is recorded while solving: with remarks off,
 * paths cost nothing. */
#ifndef ESCAPE_JUDGE_PATH_H
#define ESCAPE_JUDGE_PATH_H

#include "base/keyset.h"
#include "base/scc.h"
#include "judge/summary.h"

typedef enum esc_hop_kind {
  ESC_HOP_START,    /* allocation, or the parameter itself */
  ESC_HOP_ASSIGN,   /* copy, phi, cast, address arithmetic, call inside */
  ESC_HOP_LOAD,     /* read back from memory */
  ESC_HOP_STORE,    /* written to memory of an object that goes on */
  ESC_HOP_MEMCPY,   /* copied with the bytes around it */
  ESC_HOP_SINK,     /* leaves: `sink` and `operand` say how */
  ESC_HOP_RETURN,   /* way out: result `operand` of the function */
  ESC_HOP_TO_CALLER /* way out: stored in memory of parameter `operand` */
} esc_hop_kind_t;

/* What happens below so many callees is not shown. */
#define ESC_HOP_MAX_DEPTH 100

/* What all searches in one SCC may cost: constraints and cells looked at.
 * Thousands of objects in one structure, each with its own paths, would cost
 * minutes; the verdicts do not need them. A large SCC of real programs takes a
 * tenth. */
#define ESC_FINDER_MAX_STEPS 20000000

struct esc_hop {
  uint8_t kind;     /* esc_hop_kind_t */
  uint8_t sink;     /* esc_sink_t */
  uint8_t depth;    /* 0: in this function; more: in its callees */
  uint16_t operand; /* argument, parameter or result number */
  esc_origin_t origin;
};

typedef struct esc_path {
  uint32_t first_hop; /* into hops */
  uint32_t hop_count;
} esc_path_t;

typedef struct esc_paths {
  ESC_ARRAY(esc_path_t) paths; /* shortest first */
  ESC_ARRAY(esc_hop_t) hops;
  uint32_t more; /* ways out beyond `max_paths` */
} esc_paths_t;

/* The address of `object` is in `place`. */
typedef struct esc_path_state {
  uint32_t place; /* loc, or loc_count + cell */
  esc_obj_t object;
  uint32_t parent;     /* state, or ESC_NONE */
  uint32_t constraint; /* that led here, or ESC_NONE for the start */
} esc_path_state_t;

/* What all searches in one solution share: an index of the graph, and memory.
 * With `solution` set and the rest zero it is ready; the first search builds
 * the index, in one walk over the constraints and the targets of those that
 * read memory. The caller frees with esc_finder_free. */
typedef struct esc_finder {
  const esc_solution_t *solution; /* borrowed; not changed between searches */
  bool is_built;
  esc_rows_t makers;        /* object -> its ADDR_OF constraints */
  esc_rows_t movers;        /* loc -> COPY, STORE, ESCAPE of what it holds */
  esc_rows_t readers;       /* object -> LOAD, MEMCPY, EXPOSE of its cells */
  esc_rows_t initial_cells; /* level 1 object -> cells of the placeholders of
                               its parameter */
  /* One search: */
  ESC_ARRAY(esc_path_state_t) states;
  ESC_ARRAY(uint32_t) chain; /* states of the path that is written */
  esc_keyset_t seen;         /* (object, place) */
  esc_keyset_t entered;      /* objects whose places were entered */
  esc_keyset_t ways_out;     /* what was reported already */
  bool failed;
  uint64_t steps; /* of all searches so far */
} esc_finder_t;

void esc_finder_free(esc_finder_t *finder);

/* Whether the searches had to end: the last one may have missed ways out, and
 * further ones find nothing. */
static inline bool esc_finder_is_spent(const esc_finder_t *finder) {
  return finder->steps >= ESC_FINDER_MAX_STEPS;
}

/* Finds the ways out of `object` (an index into the solution's objects), at
 * most `max_paths`. `function` is whose results and memory count as the
 * caller's. Appends to `paths` (all-zero before). The caller frees with
 * esc_paths_free. Cost: the places that hold the object, or what holds it,
 * times the constraints that read each; no more than ESC_FINDER_MAX_STEPS for
 * all searches together. */
esc_status_t esc_paths_find(esc_finder_t *finder, esc_obj_t object,
                            uint32_t function, uint32_t max_paths,
                            esc_paths_t *paths);
/* The first of those paths, which ends the search: `more` stays 0. */
esc_status_t esc_paths_find_first(esc_finder_t *finder, esc_obj_t object,
                                  uint32_t function, esc_paths_t *paths);
void esc_paths_free(const esc_allocator_t *allocator, esc_paths_t *paths);

/* Where all of those paths leave the function: inserts into `origins`. */
esc_status_t esc_ways_out_find(esc_finder_t *finder, esc_obj_t object,
                               uint32_t function, esc_idset_t *origins);

#endif
