/* The control flow of one function, reduced to what promotion asks about.
 *
 * Blocks in the host's order (block 0 is the entry), edges with unwind edges
 * among them, and in each block its events in order. Lowered only for
 * functions that hold a candidate (judge/judge.h, esc_wanted). */
#ifndef ESCAPE_GRAPH_SKELETON_H
#define ESCAPE_GRAPH_SKELETON_H

#include "graph/graph.h"

typedef enum esc_event_kind {
  ESC_EVENT_SITE,   /* `object` is allocated */
  ESC_EVENT_FREE,   /* what the argument points to is freed; `object` if it is
                       certainly this execution's pointer of that site */
  ESC_EVENT_CALL,   /* control leaves to a callee that gets `args` */
  ESC_EVENT_NULL,   /* control gets here only if the pointer it names is null
                       in this execution */
  ESC_EVENT_PASS,   /* the callee of the call at `origin` has returned, whose
                       argument number `operand` was the pointer it names */
  ESC_EVENT_GIVE,   /* `given` names from here on what the event names, and
                       nothing else; a run of these happens at once */
  ESC_EVENT_USE,    /* another instruction a constraint comes from */
  ESC_EVENT_RETURN, /* the activation ends by return or by unwinding */
  ESC_EVENT_COUNT
} esc_event_kind_t;

typedef enum esc_event_flag {
  ESC_EVENT_TAIL = 1 << 0,     /* a call marked `tail` */
  ESC_EVENT_MUSTTAIL = 1 << 1, /* a call marked `musttail` */
  ESC_EVENT_MAY_EXIT = 1 << 2, /* CALL may end the activation by unwinding */
  ESC_EVENT_MAY_JUMP = 1 << 3  /* CALL may end it by longjmp */
} esc_event_flag_t;

/* A value that holds one pointer now and another later, as a phi does, has a
 * name: a number from 1. A function has at most ESC_NAMES_MAX; what has none is
 * not known. */
#define ESC_NAMES_MAX 63

/* FREE, NULL, PASS and GIVE name a pointer, if they know it for certain: that
 * of this execution of a site, what a parameter was, what a call returned, or
 * what a name names at that moment. */
typedef struct esc_event {
  uint8_t kind;       /* esc_event_kind_t */
  uint8_t flags;      /* esc_event_flag_t */
  esc_obj_t object;   /* the SITE; a site, a parameter's placeholder, or
                         ESC_NONE */
  esc_origin_t maker; /* of a call that is no site, or ESC_NONE */
  uint32_t name;      /* or 0 */
  uint32_t given;     /* GIVE: the name that is given */
  uint32_t operand;   /* PASS */
  uint32_t first_arg; /* into args: the pointers the callee may read through;
                         not the one a FREE gives back */
  uint32_t arg_count;
  esc_origin_t origin;
} esc_event_t;

typedef struct esc_block {
  uint32_t first_event;
  uint32_t event_count;
  uint32_t first_successor; /* into successors */
  uint32_t successor_count;
} esc_block_t;

typedef struct esc_skeleton {
  const esc_allocator_t *allocator;
  esc_status_t status;
  uint32_t function; /* index into the graph's functions */
  ESC_ARRAY(esc_block_t) blocks;
  ESC_ARRAY(esc_event_t) events;
  ESC_ARRAY(uint32_t) successors;
  ESC_ARRAY(esc_loc_t) args;
} esc_skeleton_t;

void esc_skeleton_init(esc_skeleton_t *skeleton,
                       const esc_allocator_t *allocator);
void esc_skeleton_free(esc_skeleton_t *skeleton);

/* Building, in order: a block, its events, its successors, the next block.
 * A failed allocation sets `status` and stays. */
uint32_t esc_skeleton_add_block(esc_skeleton_t *skeleton);
void esc_skeleton_add_event(esc_skeleton_t *skeleton, const esc_event_t *event,
                            const esc_loc_t *args);
void esc_skeleton_add_successor(esc_skeleton_t *skeleton, uint32_t block);

#endif
