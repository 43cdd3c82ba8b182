// Trap 55. Two live objects have different addresses; a leaked one keeps its own for ever.
#include "check.h"

NOINLINE static void use(long *p, long x) { for (int i = 0; i < 8; i++) p[i] = x + i; }

NOINLINE static int equal_live(void) {
  long *p = malloc(8 * sizeof *p);
  if (!p) abort();
  use(p, 1);
  long *q = malloc(8 * sizeof *q);
  if (!q) abort();
  use(q, 2);
  int r = p == q;
  free(p);
  free(q);
  return r;
}

/* Handed to a function that only compares. */
NOINLINE static int same(const void *a, const void *b) { return a == b; }
NOINLINE static int equal_in_callee(void) {
  long *p = malloc(8 * sizeof *p), *q = malloc(8 * sizeof *q);
  if (!p || !q) abort();
  use(p, 3);
  use(q, 4);
  int r = same(p, q) || !same(p, p);
  free(q);
  free(p);
  return r;
}

/* Never freed: no later object may have this address. */
static uintptr_t seen[64];
NOINLINE static int leaked_again(int i) {
  long *p = malloc(8 * sizeof *p);
  if (!p) abort();
  use(p, i);
  uintptr_t a = (uintptr_t)p;
  int r = 0;
  for (int k = 0; k < i; k++) r |= seen[k] == a;
  seen[i] = a;
  return r;
}

int main(void) {
  for (int i = 0; i < 64; i++) {
    CHECK(!equal_live());
    CHECK(!equal_in_callee());
    CHECK(!leaked_again(i));
  }
  return done();
}
