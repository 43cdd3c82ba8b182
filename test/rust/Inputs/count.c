// Counts the blocks a program takes from glibc's heap.
#include <stddef.h>

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t);
extern void *__libc_memalign(size_t, size_t);

static size_t count;

size_t blocks_taken(void) { return count; }

void *malloc(size_t bytes) {
  ++count;
  return __libc_malloc(bytes);
}

void *calloc(size_t number, size_t bytes) {
  ++count;
  return __libc_calloc(number, bytes);
}

void *aligned_alloc(size_t alignment, size_t bytes) {
  ++count;
  return __libc_memalign(alignment, bytes);
}
