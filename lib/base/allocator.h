/* The one source of memory of the core.
 *
 * Every growing structure of the core takes an `esc_allocator_t`, so that a
 * host decides where memory comes from and a test can make any allocation
 * fail. The core never aborts: a failed allocation comes back as
 * ESC_NO_MEMORY (see status.h). */
#ifndef ESCAPE_BASE_ALLOCATOR_H
#define ESCAPE_BASE_ALLOCATOR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct esc_allocator {
  /* Like realloc(3): `block` may be NULL, `new_size` 0 frees and returns NULL.
   * `old_size` is the size the block was asked for. Returns NULL on failure,
   * in which case the old block is untouched. */
  void *(*resize)(void *context, void *block, size_t old_size, size_t new_size);
  void *context;
  /* Its owner gives everything back at once (scratch.h): whoever frees block by
   * block may leave that. */
  bool frees_at_once;
} esc_allocator_t;

/* The allocator on top of the C library. Stateless and thread-safe. */
const esc_allocator_t *esc_allocator_libc(void);

#endif
