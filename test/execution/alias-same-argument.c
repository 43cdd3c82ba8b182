// EXPECT: promoted=0
// Parameters may alias: `*a = x; g = *b` with a == b lets x escape; so may a global.
#include "check.h"

static long *g;
static long *slot;

NOINLINE static void put_get(long **a, long **b, long *x) { *a = x; g = *b; }

NOINLINE static void through_alias(long v) {
  long *cell = NULL;
  long *x = malloc(3 * sizeof *x);
  if (!x) abort();
  x[0] = v; x[2] = v + 2;
  put_get(&cell, &cell, x);
}

NOINLINE static void put(long **a, long *x) { *a = x; }
NOINLINE static void through_global(long v) {
  long *x = malloc(3 * sizeof *x);
  if (!x) abort();
  x[0] = v; x[2] = v + 2;
  put(&slot, x);
}

/* Two levels, both the same cell. */
NOINLINE static void copy_up(long ***a, long ***b) { **a = **b; }
NOINLINE static void two_levels(long v) {
  long *from = malloc(3 * sizeof *from), **pf = &from, **to = &g;
  if (!from) abort();
  from[0] = v; from[2] = v + 2;
  copy_up(&to, &pf);
}

int main(void) {
  through_alias(1);
  dirty_stack();
  CHECK(g[0] == 1 && g[2] == 3);
  free(g);
  through_global(5);
  dirty_stack();
  CHECK(slot[0] == 5 && slot[2] == 7);
  free(slot);
  two_levels(8);
  dirty_stack();
  CHECK(g[0] == 8 && g[2] == 10);
  free(g);
  return done();
}
