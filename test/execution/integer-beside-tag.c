/* A pointer or a tag in one integer, as enums of other languages have it: made a
 * pointer again where it is one. Only copies are followed; an integer that is
 * compared or computed with, or another that happens to be equal, is not. */
#include "check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static __attribute__((noinline)) long sum(const long *numbers, long count) {
  long total = 0;
  for (long i = 0; i < count; ++i)
    total += numbers[i];
  return total;
}

/* Nothing is allocated for count 0. */
static __attribute__((noinline)) long vector(long count) {
  uintptr_t bits = sizeof(long);
  long capacity = 0;
  if (count) {
    long *made = malloc((size_t)count * sizeof(long));
    if (!made)
      abort();
    bits = (uintptr_t)made;
    capacity = count;
  }
  long *numbers = (long *)bits;
  for (long i = 0; i < count; ++i)
    numbers[i] = i + 1;
  long total = sum(numbers, count);
  if (capacity)
    free(numbers);
  return total;
}

static uintptr_t last;

/* The integer leaves: a later call finds the object by it. */
static __attribute__((noinline)) long *remember(long value) {
  long *made = malloc(sizeof *made);
  if (!made)
    abort();
  *made = value;
  last = (uintptr_t)made;
  return (long *)last;
}

/* Found by a guess that turns out right. */
static __attribute__((noinline)) long guess(uintptr_t guessed) {
  long *made = malloc(sizeof *made);
  if (!made)
    abort();
  *made = 5;
  uintptr_t bits = (uintptr_t)made;
  if (bits == guessed)
    *(long *)guessed = 6;
  long *again = (long *)bits;
  long value = *again;
  free(again);
  return value;
}

int main(void) {
  for (long i = 0; i < 100; i += 11)
    printf("%ld\n", vector(i));
  long *kept = remember(42);
  printf("%ld %d\n", *(long *)last, (uintptr_t)kept == last);
  free(kept);
  printf("%ld\n", guess(1));
}
