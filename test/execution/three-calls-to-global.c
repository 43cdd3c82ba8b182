// EXPECT: promoted=0
// Scenarios 20 and 22. The sink is three calls deep, or in a mutual recursion.
#include "check.h"

static long *g;
static const long *h;

NOINLINE static void three(long *p) { g = p; }
NOINLINE static void two(long *p) { three(p); }
NOINLINE static void one(long *p) { two(p); }
NOINLINE static void odd(const long *p, int n);
NOINLINE static void even(const long *p, int n) { if (n == 0) h = p; else odd(p, n - 1); }
NOINLINE static void odd(const long *p, int n) { if (n == 0) h = p + 1; else even(p, n - 1); }

NOINLINE static void deep(long x) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[2] = x + 2;
  one(p);
}
NOINLINE static void recursive(long x, int n) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[1] = x + 1; p[2] = x + 2;
  even(p, n);
}

int main(void) {
  for (int n = 0; n < 6; n++) {
    deep(n);
    recursive(n * 10, n);
    dirty_stack();
    CHECK(g[0] == n && g[2] == n + 2);
    CHECK(h[0] == n * 10 + (n & 1));
    free(g);
    free((void *)(h - (n & 1)));
  }
  return done();
}
