// EXPECT: promoted=0
// Trap 36. __builtin_setjmp becomes an intrinsic that LLVM does not call returns_twice.
// A function that may return twice keeps its objects on the heap: what was
// freed before the jump and what was not must not share storage.
#include "check.h"

static void *again[5];

NOINLINE static void fill(long *p, long x) { for (int i = 0; i < 8; i++) p[i] = x + i; }
NOINLINE static long sum(const long *p) { long s = 0; for (int i = 0; i < 8; i++) s += p[i]; return s; }
NOINLINE static void come_back(void) { __builtin_longjmp(again, 1); }

NOINLINE static long twice(long x) {
  long *before = malloc(8 * sizeof *before);
  if (!before) abort();
  fill(before, x);
  volatile long r = 0;
  if (__builtin_setjmp(again) == 0) {
    long *between = malloc(8 * sizeof *between);
    if (!between) abort();
    fill(between, 1000);
    r = sum(between);
    free(between);
    come_back();
  }
  dirty_stack();
  long *after = malloc(8 * sizeof *after);
  if (!after) abort();
  fill(after, 5000);
  r += sum(before) + sum(after);
  free(after);
  free(before);
  return r;
}

int main(void) {
  for (long x = 0; x < 5; x++) CHECK(twice(x) == 8028 + 8 * x + 28 + 40028);
  return done();
}
