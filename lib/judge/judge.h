/* Verdicts and plans.
 *
 * A verdict says of one allocation site whether its object outlives the
 * function, and whether it is promoted or why not: two different things. A
 * plan is what the host executes, whole, without a choice of its own. */
#ifndef ESCAPE_JUDGE_JUDGE_H
#define ESCAPE_JUDGE_JUDGE_H

#include "graph/skeleton.h"
#include "judge/options.h"
#include "judge/summary.h"

typedef enum esc_lifetime {
  ESC_LIFETIME_LOCAL,    /* dead when its function returns */
  ESC_LIFETIME_CALLER,   /* reaches the caller, and nothing else */
  ESC_LIFETIME_EXTERNAL, /* unknown code or memory may keep it */
  ESC_LIFETIME_UNKNOWN   /* the analysis ran out of budget */
} esc_lifetime_t;

/* Where a promoted object goes. */
typedef enum esc_plan {
  ESC_PLAN_SLOT,       /* an alloca of its size, or of the bound of its size */
  ESC_PLAN_SIZED_SLOT, /* an alloca if its size, known at run time, is at most
                          slot_bytes, else the heap as before */
  ESC_PLAN_POOL        /* an element of a pool in the frame, if it fits one and
                          one is free, else the heap as before */
} esc_plan_t;

typedef enum esc_step_kind {
  ESC_STEP_ANSWER_SIZE, /* the llvm.objectsize at `origin` is answered, while
                           it still looks at the allocation */
  ESC_STEP_SLOT,        /* the call at `origin` becomes an alloca in the entry
                           block; its lifetime starts where the call was */
  ESC_STEP_SIZED_SLOT,  /* so it does where the size asked for, unsigned, is at
                           most `size`; else the call is made */
  ESC_STEP_DROP_FREE,   /* the free at `origin` goes; with
                           ESC_STEP_END_LIFETIME the lifetime of `object` ends
                           there */
  ESC_STEP_GUARD_FREE,  /* the free at `origin` is executed unless its operand
                           is the slot of `object` */
  ESC_STEP_REALLOC, /* the realloc at `origin` is executed unless its operand
                       is an element of `pool`: that stays, if the size
                       asked for is at most `size` and with
                       ESC_STEP_IN_PLACE; else its contents go to a new
                       block, and it is free again */
  ESC_STEP_DROP_SCOPES, /* the access at `origin` no longer claims to alias no
                           other */
  ESC_STEP_CLEAR_TAIL,  /* the call at `origin` is no longer `tail` */
  ESC_STEP_POOL,        /* pool `pool`, of `count` elements of `size` bytes, in
                           the frame of the function of `origin` */
  ESC_STEP_POP,         /* the call at `origin` takes a free element of `pool`;
                           if there is none, or, with ESC_STEP_SIZED, the size
                           asked for is more than `size`, the call is made */
  ESC_STEP_PUSH_FREE,   /* the free at `origin` is executed unless its operand
                           is an element of `pool`: then that is free again */
  ESC_STEP_OWNED_SLOT,  /* an alloca in the entry block, for what the callee of
                           the call at `origin` makes; its lifetime starts
                           before the call */
  ESC_STEP_SPECIALISE   /* the call at `origin` goes to a specialisation of its
                           callee (frames.h), which gets the slots of so many
                           of the judgement's `storages` as last arguments, and
                           is no longer `tail` */
} esc_step_kind_t;

typedef enum esc_step_flag {
  ESC_STEP_ZERO = 1 << 0, /* SLOT, SIZED_SLOT, POP: as many bytes as were asked
                             for are zeroed where the call was */
  ESC_STEP_END_LIFETIME = 1 << 1, /* DROP_FREE */
  ESC_STEP_ZERO_IS_NULL = 1 << 2, /* SIZED_SLOT, POP: nor does size 0 fit */
  ESC_STEP_SIZED = 1 << 3,        /* POP */
  ESC_STEP_RECYCLES = 1 << 4,     /* POOL: elements come back */
  ESC_STEP_BARRIER = 1 << 5,      /* PUSH_FREE, REALLOC: no access moves across
                                     where an element is free again */
  ESC_STEP_OF_NULL = 1 << 6,      /* POP: the call is a realloc, and is made
                                     unless its operand is null */
  ESC_STEP_IN_PLACE = 1 << 7,     /* REALLOC */
  ESC_STEP_COPY = 1 << 8          /* SLOT, SIZED_SLOT, POP: the call copies a
                                     string, which goes where the object is */
} esc_step_flag_t;

typedef struct esc_step {
  uint8_t kind;            /* esc_step_kind_t */
  uint16_t flags;          /* esc_step_flag_t */
  uint32_t align;          /* of the slot, of the elements: bytes */
  uint32_t count;          /* POOL: elements */
  uint64_t size;           /* of the slot, of an element: bytes */
  esc_obj_t object;        /* whose slot; ESC_NONE where none is meant */
  uint32_t pool;           /* POOL, POP, PUSH_FREE: into pools, or ESC_NONE */
  esc_origin_t origin;     /* the instruction that changes */
  uint32_t specialisation; /* SPECIALISE: index into esc_frames_t */
  uint32_t first_storage;
  uint32_t storage_count;
} esc_step_t;

typedef struct esc_verdict {
  esc_obj_t object;
  uint8_t lifetime;      /* esc_lifetime_t */
  uint8_t reason;        /* esc_reason_t; NONE: it is promoted */
  uint8_t plan;          /* esc_plan_t, if it is promoted */
  bool is_reallocated;   /* passed to realloc, or its result */
  bool is_reused;        /* several instances follow each other where it is */
  bool is_on_some_path;  /* it leaves only on some of the paths from the site */
  esc_origin_t evidence; /* what decided, or ESC_NONE: a free, a call ... */
  uint64_t slot_bytes;   /* size of its slot or element, if it is promoted */
  uint32_t pool;         /* POOL: into pools, or ESC_NONE */
  uint32_t buffer;       /* the first of those that one buffer is in turn */
  uint32_t drop_count;   /* frees that go */
  uint32_t guard_count;  /* frees that are guarded for it */
  uint32_t call_count;   /* calls that go to specialisations for it */
  uint64_t number; /* size, for reasons about it; budget left, for those */
} esc_verdict_t;

/* A pool in the frame of one function. */
typedef struct esc_pool {
  uint32_t first;  /* the verdict it was made for, which may have left it */
  uint32_t count;  /* elements */
  uint32_t member; /* a verdict that is promoted to it, or ESC_NONE */
  bool recycles;   /* elements come back */
} esc_pool_t;

typedef struct esc_judgement {
  const esc_allocator_t *allocator;
  esc_status_t status;
  /* Every SITE, in the graph's order, and those FRESH objects that do not
   * outlive the function, if it may own what its callees make. */
  ESC_ARRAY(esc_verdict_t) verdicts;
  ESC_ARRAY(esc_step_t) steps; /* markers, sizes, slots, frees, calls */
  /* Of SPECIALISE steps: objects, or ESC_STORAGE_POOL and a pool. */
  ESC_ARRAY(uint32_t) storages;
  ESC_ARRAY(esc_pool_t) pools;        /* function by function */
  ESC_ARRAY(uint64_t) promoted_bytes; /* by function of the graph */
  ESC_ARRAY(uint32_t) verdict_of;     /* by object of the graph, or ESC_NONE */
  /* By object: a parameter's placeholder of which it is certain that the
   * parameter was freed, unless null, when its function returns. */
  ESC_ARRAY(bool) surely_freed;
} esc_judgement_t;

struct esc_frames; /* frames.h */
struct esc_finder; /* path.h */

/* Sets bit `wanted[f]` for each function of the graph that holds a site which
 * may be promoted, or frees a parameter, so that its skeleton is needed.
 * `wanted` has an entry for each function. With options->with_hops also those
 * whose sites escape. `*has_candidate`: whether there is one that does not. */
esc_status_t esc_wanted(const esc_solution_t *solution,
                        const struct esc_frames *frames,
                        const esc_options_t *options, bool *wanted,
                        bool *has_candidate);

/* Judges every site of a solution. The finder knows flow paths of the same
 * graph. `skeletons` has an entry for each function of the graph, NULL if it
 * was not wanted. `chain_bytes` is what the deepest chain of callees outside
 * the graph, and these frames, grew by already. `options->max_promotions` is
 * what is left of it. `frames` gets the specialisations that the plan needs;
 * NULL: no callee may be specialised. The caller frees with esc_judgement_free,
 * whatever the status.
 *
 * Promises (docs/soundness.md): a promoted object is dead when its frame ends
 * (I1), one instance lives in its slot or element at a time (I2), no free is
 * executed on a slot (I3), no `tail` call reaches a slot (I4). */
esc_status_t esc_judge(const esc_solution_t *solution,
                       struct esc_finder *finder,
                       const esc_skeleton_t *const *skeletons,
                       uint64_t chain_bytes, struct esc_frames *frames,
                       const esc_options_t *options,
                       esc_judgement_t *judgement);
void esc_judgement_free(esc_judgement_t *judgement);

/* Whether a guard is in place: always, but in test builds. */
static inline bool esc_guard_is_on(const esc_options_t *options, int guard) {
  return !(options->disabled_guards >> guard & 1);
}

/* Gives `verdict` a reason to stay, unless it has one. */
static inline void esc_verdict_keep(const esc_options_t *options,
                                    esc_verdict_t *verdict, esc_reason_t reason,
                                    esc_origin_t evidence, uint64_t number) {
  if (verdict->reason != ESC_REASON_NONE || !esc_guard_is_on(options, reason))
    return;
  verdict->reason = (uint8_t)reason;
  verdict->evidence = evidence;
  verdict->number = number;
}

/* The verdict on `object` (of the solution), or NULL if it is no site. */
static inline esc_verdict_t *
esc_judgement_verdict(const esc_judgement_t *judgement, esc_obj_t object) {
  uint32_t index = object < judgement->verdict_of.count
                       ? judgement->verdict_of.data[object]
                       : ESC_NONE;
  return index == ESC_NONE ? NULL : &judgement->verdicts.data[index];
}

#endif
