// EXPECT: promoted=1
// Traps 52 and 54. A pointer that leaves as an integer, through a union, in two halves,
// with its low bits used, or xored with another.
#include "check.h"

union word { void *p; uint64_t n; uint32_t half[2]; };
static uint64_t whole, tagged, mixed;
static uint32_t low, high;
static union word both;

NOINLINE static long *make(long x) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[2] = -x;
  return p;
}

NOINLINE static void as_integer(void) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = 1; p[2] = -1;
  whole = (uint64_t)(uintptr_t)p;
}
NOINLINE static void by_union(void) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = 2; p[2] = -2;
  union word w;
  w.p = p;
  both.n = w.n;
}
NOINLINE static void by_halves(void) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = 3; p[2] = -3;
  union word w;
  w.p = p;
  low = w.half[0];
  high = w.half[1];
}
NOINLINE static void with_tag(void) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = 4; p[2] = -4;
  tagged = (uint64_t)(uintptr_t)p | 1;
}
NOINLINE static void by_xor(uint64_t key) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = 5; p[2] = -5;
  mixed = (uint64_t)(uintptr_t)p ^ key;
}

static void holds(uint64_t n, long x) {
  long *p = (long *)(uintptr_t)n;
  CHECK(p[0] == x && p[2] == -x);
  free(p);
}

int main(void) {
  as_integer(); by_union(); by_halves(); with_tag(); by_xor(0x5555);
  dirty_stack();
  holds(whole, 1);
  holds(both.n, 2);
  union word w;
  w.half[0] = low; w.half[1] = high;
  holds(w.n, 3);
  holds(tagged & ~(uint64_t)1, 4);
  holds(mixed ^ 0x5555, 5);
  free(make(1));
  return done();
}
