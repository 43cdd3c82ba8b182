/* The interface between an instrumented program and the oracle's runtime
 * (libescape-oracle, folder runtime/). `escape<oracle=check>` and
 * `escape<oracle=count>` insert these calls; a program may also make them
 * itself, as the runtime's own tests do. What each mode shows, and what it
 * cannot, is in docs/oracle.md.
 *
 * Every function may be called from any thread, returns nothing, never throws,
 * and does not touch errno. A `frame` is the frame address of the function that
 * makes the call (__builtin_frame_address(0)); the stack grows downwards. */
#ifndef ESCAPE_ORACLE_H
#define ESCAPE_ORACLE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

enum { ESC_ORACLE_VERSION = 1 };

/* The exit code of a program in which a claim turned out false. */
enum { ESC_ORACLE_FALSE_CLAIM = 86 };

typedef enum esc_oracle_mode {
  ESC_ORACLE_CHECK = 1,
  ESC_ORACLE_COUNT = 2
} esc_oracle_mode_t;

typedef struct esc_oracle_function {
  const char *name;
  /* The same for all members of a cycle of direct calls; NULL without one. */
  const void *cycle;
} esc_oracle_function_t;

typedef enum esc_oracle_site_flag {
  /* CHECK: the pass would put blocks of up to slot_bytes into a slot, so one of
   * them at a time is alive in an activation, and only marked frees receive
   * them. */
  ESC_ORACLE_PROMOTED = 1 << 0,
  /* CHECK: into an element of a pool instead, so several may be alive. */
  ESC_ORACLE_POOL = 1 << 1
} esc_oracle_site_flag_t;

/* One allocation site. Static storage, written by the runtime. */
typedef struct esc_oracle_site {
  const esc_oracle_function_t *function; /* that contains the call */
  const char *file;                      /* "" where it is not known */
  const char *allocator;                 /* "malloc" */
  uint32_t line, column;                 /* 0: not known */
  uint32_t flags;                        /* esc_oracle_site_flag_t */
  uint32_t number;                       /* in its function, from 1 */
  uint64_t slot_bytes;                   /* 0 where it is not promoted */
  void *state;                           /* the runtime's; NULL at first */
} esc_oracle_site_t;

typedef struct esc_oracle_module {
  uint32_t version; /* ESC_ORACLE_VERSION */
  uint32_t mode;    /* esc_oracle_mode_t */
  esc_oracle_site_t *sites;
  uint64_t site_count;
  struct esc_oracle_module *next; /* the runtime's */
} esc_oracle_module_t;

/* Called once for each module, before anything else of it. Modules of different
 * modes or versions cannot be mixed: the program ends with a message. */
void esc_oracle_register(esc_oracle_module_t *module);

/* An activation begins. Activations whose frames lie at or below `frame` have
 * ended without a call: by longjmp, or by unwinding. */
void esc_oracle_enter(const esc_oracle_function_t *function, void *frame);

/* The activation at `frame` ends and returns `result` (NULL: nothing, or no
 * pointer). What belongs to callers begins `incoming` bytes above `frame`. */
void esc_oracle_leave(void *frame, const void *result, size_t incoming);

/* Control has come back to `frame` in another way than by a return: in a
 * landing pad, or after a second return of setjmp. */
void esc_oracle_resume(void *frame);

/* CHECK. The next allocation of this thread is that of `site`, which the pass
 * says does not outlive the function; then its result (NULL: it failed), and
 * the frame it is claimed not to outlive. */
void esc_oracle_expect(esc_oracle_site_t *site);
void esc_oracle_claim(void *block, esc_oracle_site_t *site, void *frame);

/* CHECK. The free that follows receives `block`, and a promotion drops it. */
void esc_oracle_drop(void *block);

/* CHECK. The free that follows receives `block`, and a promotion would execute
 * it unless the block is in the slot of `site`. */
void esc_oracle_guard(void *block, esc_oracle_site_t *site);

/* CHECK. A jmp_buf is at `buffer`: the registers it holds are no reference. */
void esc_oracle_ignore(void *buffer);

/* COUNT. `site` has allocated `block` (NULL: it failed). */
void esc_oracle_count(void *block, esc_oracle_site_t *site);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
