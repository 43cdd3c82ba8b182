/* Counts the allocations of a program: loaded in front of its allocator
 * (LD_PRELOAD). When the program ends, the number is appended to the file named
 * by ALLOCATION_COUNT_OUT. Every call of malloc, calloc, realloc and the aligned
 * ones is one; operator new comes in through malloc. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static atomic_ullong allocations;

void *malloc(size_t size) {
  allocations++;
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  allocations++;
  return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
  allocations++;
  return __libc_realloc(old, size);
}

void *aligned_alloc(size_t align, size_t size) {
  allocations++;
  return __libc_memalign(align, size);
}

void *memalign(size_t align, size_t size) { return aligned_alloc(align, size); }

int posix_memalign(void **result, size_t align, size_t size) {
  *result = aligned_alloc(align, size);
  return *result ? 0 : 12; /* ENOMEM */
}

__attribute__((destructor)) static void report(void) {
  const char *name = getenv("ALLOCATION_COUNT_OUT");
  int file = name ? open(name, O_WRONLY | O_CREAT | O_APPEND, 0666) : -1;
  if (file >= 0) {
    dprintf(file, "%llu\n", (unsigned long long)allocations);
    close(file);
  }
}
