/* The closed lists of reasons and guards. */
#ifndef ESCAPE_JUDGE_REASONS_H
#define ESCAPE_JUDGE_REASONS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum esc_reason {
#define ESC_REASON(id, name, text, fix) ESC_REASON_##id,
#include "judge/reasons.def"
#undef ESC_REASON
  ESC_REASON_COUNT,
  ESC_REASON_NONE = ESC_REASON_COUNT /* it was promoted */
} esc_reason_t;

/* A guard is a reason, or something a plan does besides replacing the call. */
typedef enum esc_guard {
  ESC_GUARD_CLEAR_TAIL = ESC_REASON_COUNT,
  ESC_GUARD_ZERO,          /* calloc's zeroing on each execution */
  ESC_GUARD_ALIGN,         /* the alignment the allocator promises */
  ESC_GUARD_LIFETIME_MUST, /* a lifetime ends only where the operand is certain
                            */
  ESC_GUARD_FREE,          /* a free that may receive a heap block is guarded */
  ESC_GUARD_ANSWER_SIZE,   /* llvm.objectsize sees the allocation, not a slot */
  ESC_GUARD_ZERO_IS_NULL,  /* size 0 is asked of an allocator that then returns
                              null */
  ESC_GUARD_COPY,          /* strdup's copying on each execution */
  ESC_GUARD_DROP_SCOPES,   /* claims of aliasing that reuse makes false go */
  ESC_GUARD_POOL_BARRIER,  /* instances in one element are kept apart */
  ESC_GUARD_POOL_SHARE,    /* sites of one pool agree in size and family */
  ESC_GUARD_PIN,           /* what the linker may replace is copied */
  ESC_GUARD_NAME,          /* a name that was given again is another's */
  ESC_GUARD_SOLUTION,      /* that nothing is missing in a solution */
  ESC_GUARD_COUNT
} esc_guard_t;

typedef struct esc_reason_text {
  const char *name; /* the remark's name */
  const char *text;
  const char *fix;
} esc_reason_text_t;

/* Static storage. `reason` is below ESC_REASON_COUNT. */
const esc_reason_text_t *esc_reason_text(esc_reason_t reason);

/* The name of a guard: the remark name of a reason, or its own. */
const char *esc_guard_name(esc_guard_t guard);

#endif
