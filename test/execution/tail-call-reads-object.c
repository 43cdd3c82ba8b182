// EXPECT: promoted>=1
// Trap 1. A call marked `tail` may not touch the caller's allocas: when the object
// becomes one, the marker has to go from every call that can reach it, also
// through memory.
#include "check.h"

struct holder { long *p; };

NOINLINE static long read_direct(long *p) { return p[0] + p[5]; }
NOINLINE static long read_through(struct holder *h) { return h->p[3]; }

NOINLINE static long direct(long x) {
  long *p = malloc(6 * sizeof *p);
  if (!p) abort();
  for (int i = 0; i < 6; i++) p[i] = x + i;
  long r = read_direct(p);
  dirty_stack();
  r += read_direct(p);
  free(p);
  return r;
}

/* The callee gets another object that holds the address. */
NOINLINE static long through_memory(long x) {
  struct holder h;
  long *p = malloc(6 * sizeof *p);
  if (!p) abort();
  h.p = p;
  for (int i = 0; i < 6; i++) p[i] = x * 2 + i;
  long r = read_through(&h);
  free(p);
  return r;
}

/* Never freed, and the last call is in tail position. */
NOINLINE static long leaked_tail(long x) {
  long *p = malloc(6 * sizeof *p);
  if (!p) abort();
  for (int i = 0; i < 6; i++) p[i] = x * 3 + i;
  return read_direct(p);
}

int main(void) {
  for (long x = 0; x < 50; x++) {
    CHECK(direct(x) == 2 * (2 * x + 5));
    CHECK(through_memory(x) == 2 * x + 3);
    CHECK(leaked_tail(x) == 6 * x + 5);
  }
  return done();
}
