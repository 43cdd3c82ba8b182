/* Walking through what the program can read and write. */
#ifndef ESCAPE_RUNTIME_MAPS_H
#define ESCAPE_RUNTIME_MAPS_H

#include "state.h"

/* Called for pieces of memory in ascending order, `count` words that lie at
 * `at`; `name` is that of the mapping. Returns whether to go on. */
typedef bool esc_maps_visit_t(void *context, const uintptr_t *words,
                              size_t count, uintptr_t at, const char *name);

/* Globals, thread-locals, heap, stacks; of this thread's stack what lies above
 * `live`. Not the runtime's own memory, nor claimed blocks. Memory is read
 * through the kernel: another thread may unmap it meanwhile. Under esc_lock. */
void esc_maps_walk(uintptr_t live, esc_maps_visit_t *visit, void *context);

/* Copies up to ESC_MAPS_WORDS words; their number. */
enum { ESC_MAPS_WORDS = 1 << 15 };
size_t esc_maps_read(uintptr_t *to, uintptr_t from, size_t words);

#endif
