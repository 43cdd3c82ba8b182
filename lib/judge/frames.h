/* Plan 6, across frames: a callee is specialised for one caller.
 *
 * What a callee makes for its caller is an object of the caller, FRESH, with
 * a verdict of its own; its site is the call. If it is promoted, the caller has
 * the slot, and the call goes to a *specialisation* of the callee: a copy of
 * its body with the storage as additional parameters, in which the allocation
 * gives that storage, and each free that may receive the object goes or is
 * guarded by comparing with it. The same for an object of the caller's own that
 * a callee may free. What realloc may get or give is in a pool, as in a frame:
 * its contents stay or go to the heap as they do there. What a callee lets its
 * own callees do is done by specialisations of those, at most ESC_FRAMES_DEPTH
 * levels down.
 *
 * A plan is whole: every operation of every callee through which a promoted
 * object may be freed or reallocated is changed, or the object is kept. Equal
 * specialisations are shared, between callers, too. */
#ifndef ESCAPE_JUDGE_FRAMES_H
#define ESCAPE_JUDGE_FRAMES_H

#include "judge/judge.h"

/* make, xmalloc, and one more: further levels add about nothing. */
#define ESC_FRAMES_DEPTH 3

typedef enum esc_action_kind {
  ESC_ACTION_ANSWER_SIZE, /* the llvm.objectsize is answered while it still
                             looks at the allocation */
  ESC_ACTION_SLOT,        /* the allocation gives the storage */
  ESC_ACTION_SIZED_SLOT,  /* so it does where the size asked for, unsigned, is
                             at most `size`; else the call is made */
  ESC_ACTION_DROP_FREE,   /* the free goes */
  ESC_ACTION_GUARD_FREE,  /* it is executed unless its operand is the storage */
  ESC_ACTION_POP,         /* it takes a free element of the pool; if there is
                             none, or, with ESC_STEP_SIZED, the size asked for
                             is more than `size`, the call is made */
  ESC_ACTION_PUSH_FREE,   /* the free is executed unless its operand is an
                             element of the pool: then that is free again */
  ESC_ACTION_REALLOC,     /* the realloc is executed unless its operand is an
                             element of the pool: as the step of that name */
  ESC_ACTION_CALL         /* the call goes to `specialisation`, which gets
                             `storage_count` of this one's storages */
} esc_action_kind_t;

/* One change in the body of the copy. */
typedef struct esc_action {
  uint8_t kind;     /* esc_action_kind_t */
  uint16_t flags;   /* esc_step_flag_t, as of the step of that name */
  uint32_t storage; /* number of the storage; not ANSWER_SIZE, DROP_FREE */
  uint32_t align;   /* of the storage: bytes */
  uint64_t size;    /* of the slot, of what fits an element: bytes */
  uint64_t element_bytes; /* POP, PUSH_FREE, REALLOC: of an element */
  uint64_t pool_bytes;    /* the same: of all elements */
  esc_origin_t origin;    /* the instruction, in the original */
  uint32_t specialisation;
  uint32_t first_storage; /* into `storages` */
  uint32_t storage_count;
} esc_action_t;

typedef struct esc_specialisation {
  uint32_t function; /* host's number of the original */
  uint32_t storage_count;
  uint32_t first_kind; /* into storage_is_pool */
  uint32_t first_action;
  uint32_t action_count;
} esc_specialisation_t;

/* What the host knows of how often objects are made. Dear: it is asked only
 * where the answer decides something. All zero: what the graph says. */
typedef struct esc_frequencies {
  bool (*is_cold)(void *host, esc_obj_t object); /* rarely */
  /* In one activation of its function, in any unit. */
  uint64_t (*made)(void *host, esc_obj_t object);
  void *host;
} esc_frequencies_t;

/* All specialisations of a module. Those that are called come before those that
 * call them. */
typedef struct esc_frames {
  const esc_allocator_t *allocator;
  uint64_t max_instructions; /* largest callee that is specialised */
  uint64_t *growth_left;     /* instructions; borrowed */
  esc_frequencies_t frequencies;
  ESC_ARRAY(esc_specialisation_t) specialisations;
  ESC_ARRAY(esc_action_t) actions;
  ESC_ARRAY(uint32_t) storages;
  /* A slot is one additional parameter; a pool three: its elements, where the
   * list of free ones begins, where the bytes handed out are counted. */
  ESC_ARRAY(bool) storage_is_pool;
} esc_frames_t;

/* A storage is the slot of an object of the caller, or a pool of it. */
#define ESC_STORAGE_POOL 0x80000000u /* with the number of the pool */

void esc_frames_free(esc_frames_t *frames);

/* Whether objects of a function may have a place in its frame that its callees
 * are told of. */
bool esc_frames_may_own(const esc_frames_t *frames,
                        const esc_options_t *options);

/* Whether `object` is made too rarely for a copy of a callee. */
bool esc_frames_is_cold(const esc_frames_t *frames, const esc_graph_t *graph,
                        esc_obj_t object);

/* Whether the call that makes `object`, FRESH, can be specialised. */
bool esc_frames_can_make(const esc_frames_t *frames, const esc_graph_t *graph,
                         const esc_object_t *object);

/* Whether the call of `fact`, FREE_IN_CALL or REALLOC with a cause, can be
 * specialised so that `object` comes to no free or realloc. */
bool esc_frames_can_free(const esc_frames_t *frames, const esc_graph_t *graph,
                         const esc_fact_t *fact, const esc_object_t *object);

/* The allocation, down in the callees, that makes `object`; its own origin if
 * it is no FRESH one. */
esc_origin_t esc_frames_site(const esc_graph_t *graph,
                             const esc_object_t *object);

/* Keeps promoted objects that need more specialisations than the growth left
 * pays for, those that are made least often first. In a recursive SCC also
 * those by whose address a callee would have to tell a free that goes from one
 * that does not: the slot may be another activation's, with another address
 * (frees.h). */
esc_status_t esc_frames_judge(esc_frames_t *frames,
                              const esc_solution_t *solution,
                              const esc_options_t *options,
                              esc_judgement_t *judgement);

/* Appends the specialisations that the promoted objects need to `frames`, takes
 * their growth, and appends SPECIALISE steps to the judgement. */
esc_status_t esc_frames_plan(esc_frames_t *frames,
                             const esc_solution_t *solution,
                             const esc_options_t *options,
                             esc_judgement_t *judgement);

#endif
