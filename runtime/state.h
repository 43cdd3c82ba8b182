/* What the parts of the runtime share: threads, their activations, the memory
 * the runtime takes for itself, messages.
 *
 * Rule: no address of a claimed block is kept in the program's memory (its
 * globals, thread-locals, heap, stacks), where the search of scan.c would find
 * it; blocks are known by number. The runtime never calls malloc. */
#ifndef ESCAPE_RUNTIME_STATE_H
#define ESCAPE_RUNTIME_STATE_H

#include "escape/oracle.h"

#include <stdatomic.h>
#include <stdbool.h>

/* The function that runs, or one of those that wait for it. */
typedef struct esc_activation {
  uintptr_t frame;
  const esc_oracle_function_t *function;
  uint64_t serial; /* no two activations of a program have the same */
  uint32_t outer;  /* the next activation that is not of the same cycle, as
                      index + 1; 0: none */
  /* CHECK: live claimed blocks, by number; 0: none. [1]: promoted ones. */
  uint32_t claims[2];
  struct esc_owner *owners; /* COUNT: what it has of each chain */
} esc_activation_t;

typedef struct esc_thread {
  esc_activation_t *stack; /* NULL before the first hook, and when it is over */
  uint32_t depth;
  uint32_t number;     /* of the thread, from 1 */
  uint64_t entered;    /* activations so far */
  uintptr_t low, high; /* the stack's bounds; hooks from elsewhere (signal
                          stacks, coroutines) are ignored */
  bool is_busy; /* the runtime is running: its calls are not the program's */
  bool is_over;
  /* CHECK: the site of the next allocation, and the block of the next free. */
  esc_oracle_site_t *expected;
  uint32_t dropped;
} esc_thread_t;

extern _Thread_local esc_thread_t esc_self
    __attribute__((tls_model("initial-exec"), visibility("hidden")));

/* esc_oracle_mode_t; 0 before a module has registered. */
extern uint32_t esc_mode;
/* Registered modules, the last one first. */
extern esc_oracle_module_t *esc_modules;

/* The activation on top of this thread's stack that belongs to `frame`, or
 * NULL. */
esc_activation_t *esc_activation_of(void *frame);

/* Memory of the runtime itself: zeroed, never given back, outside what scan.c
 * searches. NULL if there is none. */
void *esc_own_memory(size_t bytes);
bool esc_is_own(uintptr_t address);
/* A zeroed area of ESC_SCRATCH_BYTES for one use at a time; its user gives its
 * memory back with MADV_DONTNEED. NULL if there is none. */
#define ESC_SCRATCH_BYTES ((size_t)1 << 35)
void *esc_own_scratch(void);

/* One lock for all tables. Held for short; never while the program runs. */
void esc_lock(void);
void esc_unlock(void);

/* Writes a line to standard error, as printf does, in pieces of 1000 bytes. */
void esc_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "malloc in f at file.c:3:9". */
void esc_say_site(char *text, size_t size, const esc_oracle_site_t *site);

/* check.c: an activation of this thread ends. `live` is where memory of live
 * frames begins; 0: the thread is over. */
void esc_check_end(esc_activation_t *activation, uintptr_t result,
                   uintptr_t live);
/* check.c: what happened to `block` makes its claim false. Does not return. */
_Noreturn void esc_check_fail(uint32_t block, const char *what,
                              const char *where);
void esc_check_start(void);

/* count.c: an activation ends; the program gives `block`, which has a header,
 * back. */
void esc_count_end(esc_activation_t *activation);
void esc_count_free(void *block);

/* report.c: writes what was found to the file named by ESCAPE_ORACLE_OUT. */
void esc_report(void);

#endif
