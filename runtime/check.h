/* Checking, as seen by the allocator (heap.c) and the report (report.c). */
#ifndef ESCAPE_RUNTIME_CHECK_H
#define ESCAPE_RUNTIME_CHECK_H

#include "state.h"

/* What the runtime keeps of a site in `state`. */
typedef struct esc_check_site {
  uint64_t claims;   /* blocks claimed */
  uint64_t over;     /* of them, alive when their activation ended */
  uint64_t searches; /* of them, looked for in memory */
  uint64_t held;     /* blocks that the program has not freed */
  uint64_t thinned;  /* allocations since only every 64th is watched */
  uint32_t fresh;    /* blocks at fresh addresses */
} esc_check_site_t;

/* Claims that are not watched: not from an allocator that we see, too many, or
 * on a stack that is not the thread's; and blocks that stayed accessible. */
extern uint64_t esc_unwatched;

/* Never NULL. Under esc_lock, or when the program is over. */
esc_check_site_t *esc_check_site(esc_oracle_site_t *site);

/* The expected allocation: a block, or NULL to use the ordinary heap. */
void *esc_check_take(size_t size, size_t align);
/* `address` lies where claimed blocks live. */
void esc_check_free(void *address);
size_t esc_check_size(const void *address, const char *asker);

#endif
