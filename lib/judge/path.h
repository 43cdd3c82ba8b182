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

/* Finds the ways out of `object` (an index into the solution's objects), at
 * most `max_paths`. `function` is whose results and memory count as the
 * caller's. Appends to `paths` (all-zero before). The caller frees with
 * esc_paths_free. Cost: targets of the object times constraints. */
esc_status_t esc_paths_find(const esc_solution_t *solution, esc_obj_t object,
                            uint32_t function, uint32_t max_paths,
                            esc_paths_t *paths);
void esc_paths_free(const esc_allocator_t *allocator, esc_paths_t *paths);

#endif
