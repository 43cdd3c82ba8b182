/* The working state of the fast solver. Private to lib/solve. */
#ifndef ESCAPE_SOLVE_PROPAGATE_H
#define ESCAPE_SOLVE_PROPAGATE_H

#include "base/scc.h"
#include "solve/solve.h"

typedef struct esc_place {
  esc_obj_t object;
  int32_t offset;
} esc_place_t;

typedef enum esc_watch_kind {
  ESC_WATCH_LOAD,   /* loc contains covered cells; cut ones escape */
  ESC_WATCH_EXPOSE, /* bytes of met cells leave as data */
  ESC_WATCH_ESCAPE, /* contents of met cells escape */
  ESC_WATCH_COPY    /* covered cells are copied, shifted; cut ones escape */
} esc_watch_kind_t;

/* Something that is done with every cell of an object that meets
 * [offset, offset + size), those made later included. */
typedef struct esc_watch {
  esc_watch_kind_t kind;
  int32_t offset;
  uint32_t size;
  esc_loc_t loc;  /* LOAD */
  esc_place_t to; /* COPY: where offset goes */
} esc_watch_t;

typedef ESC_ARRAY(esc_watch_t) esc_watch_list_t;

/* The cells of an object in the order of their offsets, the one at any offset
 * first, to find those that an access meets. */
typedef struct esc_cell_at {
  int32_t offset;
  uint32_t cell;
} esc_cell_at_t;

typedef ESC_ARRAY(esc_cell_at_t) esc_cells_at_t;

typedef ESC_ARRAY(uint32_t) esc_targets_t;

/* What a cell does once it holds something: nothing is made for empty cells. */
typedef struct esc_pending {
  bool is_split; /* only part of the pointer goes on: what arrives is unknown */
  esc_loc_t loc; /* where it goes, or ESC_NONE */
  esc_place_t to; /* where it goes, if loc is ESC_NONE */
} esc_pending_t;

/* A location or a cell, beside its content in the solution. */
typedef struct esc_node {
  esc_targets_t fresh;              /* targets not yet passed on */
  esc_idset_t successors;           /* nodes that contain this one */
  ESC_ARRAY(esc_pending_t) pending; /* cell: waits for content */
  bool is_queued;
  bool escapes;    /* what it points to is external */
  bool is_exposed; /* cell: its bytes leave as data */
  bool is_read;    /* cell of a placeholder: has its initial content */
} esc_node_t;

/* The memory of parameter `holder` may hold the address of `object`. */
typedef struct esc_held {
  esc_obj_t object;
  esc_obj_t holder; /* a placeholder of level 1 */
} esc_held_t;

/* How many watches and holders of an object have met so far. */
typedef struct esc_met {
  uint32_t watches, holders;
} esc_met_t;

typedef struct esc_propagation {
  const esc_graph_t *graph;
  const esc_allocator_t *allocator;
  esc_solution_t *solution;
  uint64_t max_steps;
  bool names_all; /* absorbed objects are named in external contents, too */
  ESC_ARRAY(esc_node_t) nodes;         /* locs, then cells */
  ESC_ARRAY(esc_watch_list_t) watches; /* by object of the solution */
  ESC_ARRAY(esc_cells_at_t) cells_at;  /* by object of the solution */
  esc_rows_t uses; /* loc -> constraints that dereference or move it */
  ESC_ARRAY(uint32_t) queue;           /* nodes with something new */
  ESC_ARRAY(esc_obj_t) external_queue; /* objects that became external */
  ESC_ARRAY(uint32_t) external_nodes;  /* that became external */
  ESC_ARRAY(esc_held_t) held_queue;    /* objects with a new holder */
  ESC_ARRAY(esc_met_t) met;            /* by object of the solution */
} esc_propagation_t;

/* Sets up the state; a failure is in solution->status. End it in any case. */
void esc_propagation_start(esc_propagation_t *p, const esc_graph_t *graph,
                           uint64_t max_steps, esc_solution_t *solution);
void esc_propagation_end(esc_propagation_t *p);

static inline void fail(esc_propagation_t *p) {
  p->solution->status = ESC_NO_MEMORY;
}

static inline bool is_running(const esc_propagation_t *p) {
  return p->solution->status == ESC_OK;
}

static inline void step(esc_propagation_t *p, uint64_t steps) {
  p->solution->steps += steps;
  if (p->solution->steps > p->max_steps && is_running(p))
    p->solution->status = ESC_OUT_OF_BUDGET;
}

static inline uint32_t cell_node(const esc_propagation_t *p, uint32_t cell) {
  return p->graph->loc_count + cell;
}

static inline esc_cell_t *cell_at(const esc_propagation_t *p, uint32_t cell) {
  return &p->solution->cells.data[cell];
}

static inline esc_solved_object_t *object_at(const esc_propagation_t *p,
                                             esc_obj_t object) {
  return &p->solution->objects.data[object];
}

static inline esc_content_t *content_of(const esc_propagation_t *p,
                                        uint32_t node) {
  uint32_t locs = p->graph->loc_count;
  return node < locs ? &p->solution->locs.data[node]
                     : &cell_at(p, node - locs)->content;
}

/* propagate_cells.c. A failure is in solution->status. */

/* `target` is in `node`, a location or a cell; new ones are passed on later. */
void esc_prop_add_target(esc_propagation_t *p, uint32_t node, uint32_t target);
void esc_prop_set_external_content(esc_propagation_t *p, uint32_t node);
void esc_prop_set_external_object(esc_propagation_t *p, esc_obj_t object);
/* What `node` points to is external, now and later. */
void esc_prop_set_escapes(esc_propagation_t *p, uint32_t node);
/* `target` is new in a cell whose bytes leave as data. */
void esc_prop_expose_target(esc_propagation_t *p, uint32_t cell,
                            uint32_t target);
/* `to` contains `from`, now and later. */
void esc_prop_add_edge(esc_propagation_t *p, uint32_t from, uint32_t to);
/* Does what waited for `cell` to hold something. */
void esc_prop_settle(esc_propagation_t *p, uint32_t cell,
                     const esc_pending_t *pending);
/* The object a watch is on became external. */
void esc_prop_meet_external(esc_propagation_t *p, const esc_watch_t *watch);
void esc_prop_add_watch(esc_propagation_t *p, esc_obj_t object,
                        const esc_watch_t *watch);
/* `target` is new in a cell of `object`. */
void esc_prop_hold(esc_propagation_t *p, esc_obj_t object, uint32_t target);
void esc_prop_visit_held(esc_propagation_t *p, esc_held_t held);
/* Adds what is read from held objects. Only when all else has settled: an
 * object that is external by then has no such readings, and whether it is must
 * not depend on the order. */
void esc_prop_meet_holders(esc_propagation_t *p);
/* The cell of `object` at `offset`, made on demand; ESC_NONE on failure. */
uint32_t esc_prop_make_cell(esc_propagation_t *p, esc_obj_t object,
                            int32_t offset);
/* Makes the cells of a placeholder that a read meets. */
void esc_prop_read_cells(esc_propagation_t *p, esc_obj_t object, int32_t offset,
                         uint32_t size);
/* Bytes leave as data, of an object the caller may store to as well. */
void esc_prop_record_exposure(esc_propagation_t *p, esc_obj_t object,
                              int32_t offset, uint32_t size);

#endif
