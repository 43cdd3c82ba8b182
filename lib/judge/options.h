/* What the user can set. Every number is a budget whose exhaustion gives the
 * conservative answer, said in a remark. */
#ifndef ESCAPE_JUDGE_OPTIONS_H
#define ESCAPE_JUDGE_OPTIONS_H

#include "judge/reasons.h"

/* ESC_BUDGET(field, option, default, text) */
#define ESC_BUDGETS(ESC_BUDGET)                                                \
  ESC_BUDGET(max_object_bytes, "max-object-bytes", 4096,                       \
             "largest object promoted to a slot")                              \
  ESC_BUDGET(sized_slot_bytes, "sized-slot-bytes", 256,                        \
             "slot of an object whose size is known at run time; 0: none")     \
  ESC_BUDGET(pool_bytes, "pool-bytes", 4096,                                   \
             "pool of objects that live at the same time; 0: none")            \
  ESC_BUDGET(frame_bytes, "frame-bytes", 16384,                                \
             "growth of a frame that is not entered again while it lives")     \
  ESC_BUDGET(reentrant_frame_bytes, "reentrant-frame-bytes", 512,              \
             "growth of a frame that may be entered again")                    \
  ESC_BUDGET(recursive_frame_bytes, "recursive-frame-bytes", 128,              \
             "growth of a frame in a directly recursive SCC")                  \
  ESC_BUDGET(chain_bytes, "chain-bytes", 65536,                                \
             "growth along any acyclic chain of direct calls")                 \
  ESC_BUDGET(inline_instructions, "inline-instructions", 300,                  \
             "largest callee inlined for a promotion; 0: none")                \
  ESC_BUDGET(specialise_instructions, "specialise-instructions", 2000,         \
             "largest callee specialised for a caller; 0: none")               \
  ESC_BUDGET(growth_percent, "growth-percent", 5,                              \
             "growth of the module by inlining and specialising")              \
  ESC_BUDGET(max_steps, "max-steps", 2000000,                                  \
             "set operations the solver may spend on one SCC")                 \
  ESC_BUDGET(max_promotions, "max-promotions", UINT64_MAX,                     \
             "promotions in the module, in its order; to bisect")              \
  ESC_BUDGET(max_paths, "max-paths", 8, "ways out shown of one object")

typedef struct esc_options {
#define ESC_BUDGET(field, option, value, text) uint64_t field;
  ESC_BUDGETS(ESC_BUDGET)
#undef ESC_BUDGET
  bool is_report_only; /* no-promote */
  bool with_hops;      /* somebody will read paths */
  bool certifies;      /* certify: each solution is checked, see certify.h */
  /* Bits 1 << esc_guard_t: guards left out. Always 0 but in builds with
   * ESCAPE_GUARD_SWITCHES, which exist to test the tests. */
  uint64_t disabled_guards;
} esc_options_t;

void esc_options_init(esc_options_t *options);

/* Sets the budget called `name` (length `size`, not terminated); false if
 * there is none. */
bool esc_options_set_budget(esc_options_t *options, const char *name,
                            uint32_t size, uint64_t value);

#endif
