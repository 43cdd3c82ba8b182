/* Counts the blocks a program takes from glibc's heap; says so at its end. */
#include <stddef.h>
#include <stdio.h>

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);

static unsigned long blocks;

void *malloc(size_t bytes) {
  blocks++;
  return __libc_malloc(bytes);
}

void *calloc(size_t number, size_t bytes) {
  blocks++;
  return __libc_calloc(number, bytes);
}

void *realloc(void *old, size_t bytes) {
  blocks += !old;
  return __libc_realloc(old, bytes);
}

__attribute__((destructor)) static void say(void) {
  unsigned long taken = blocks;
  fprintf(stderr, "blocks %lu\n", taken);
}
