// A program whose allocator is described, executed with and without the pass: the
// output is the same, for size 0 and for sizes on both sides of the slot's, and
// the promoted calls do not happen.
//
// RUN: split-file %s %t
// RUN: %clang -O2 -c %t/heap.c -o %t/heap.o
// RUN: %clang -O2 %t/main.c %t/heap.o -o %t/plain
// RUN: %clang -O2 -fpass-plugin=%plugin -mllvm -escape-options='allocators=%t/heap.yaml' %t/main.c %t/heap.o -o %t/promoted
// RUN: %t/plain > %t/plain.out 2> %t/plain.calls
// RUN: %t/promoted > %t/promoted.out 2> %t/promoted.calls
// RUN: diff %t/plain.out %t/promoted.out
// RUN: FileCheck %s --check-prefix=PLAIN --input-file=%t/plain.calls
// RUN: FileCheck %s --check-prefix=PROMOTED --input-file=%t/promoted.calls
//
// 13 of take, 4 of take0; then the one for size 0, and those above 256 bytes.
// PLAIN: take 13 take0 4 give 17
// PROMOTED: take 5 take0 0 give 5

//--- heap.yaml
families: [{name: heap}]
functions:
  - {name: take, does: alloc, family: heap, size: 2, zero-size: returns-null}
  - {name: take0, does: alloc, family: heap, count: 1, size: 2, zeroed: true}
  - {name: give, does: free, family: heap, pointer: 1}
//--- heap.h
#include <stddef.h>
void *take(const char *why, size_t bytes);
void *take0(size_t count, size_t bytes);
void give(void *object);
void report(void);
//--- heap.c
#include "heap.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int takes, takes0, gives;
void *take(const char *why, size_t bytes) {
  (void)why;
  ++takes;
  void *object = bytes ? malloc(bytes) : NULL;
  return object ? memset(object, 0xa5, bytes) : NULL;
}
void *take0(size_t count, size_t bytes) {
  ++takes0;
  return calloc(count, bytes);
}
void give(void *object) {
  ++gives;
  free(object);
}
void report(void) {
  fprintf(stderr, "take %d take0 %d give %d\n", takes, takes0, gives);
}
//--- main.c
#include "heap.h"
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) static size_t fill(char *text, size_t size) {
  memset(text, 'x', size);
  text[size - 1] = '\0';
  return strlen(text);
}

__attribute__((noinline)) static size_t one_size(size_t size) {
  char *text = take("text", size);
  if (!text) {
    printf("null for %zu\n", size);
    give(text);
    return 0;
  }
  size_t length = fill(text, size);
  give(text);
  return length;
}

__attribute__((noinline)) static long sum(size_t count) {
  long *numbers = take0(8, sizeof(long)), total = 0;
  numbers[count % 8] = (long)count;
  for (int i = 0; i < 8; ++i)
    total += numbers[(size_t)i ^ (count & 7)];
  give(numbers);
  return total;
}

int main(void) {
  static const size_t sizes[] = {0, 1, 8, 31, 100, 200, 255, 256, 257, 300, 500, 4096, 7};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; ++i)
    printf("%zu\n", one_size(sizes[i]));
  for (size_t i = 0; i < 4; ++i)
    printf("%ld\n", sum(i));
  report();
}
