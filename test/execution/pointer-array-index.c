// EXPECT: promoted>=1
// Scenarios 31 and 32. Objects kept in a local array; one comes back by an index.
#include "check.h"

NOINLINE static long *pick(long x, int i) {
  long *u[4];
  for (int k = 0; k < 4; k++) {
    u[k] = malloc(2 * sizeof **u);
    if (!u[k]) abort();
    u[k][0] = x + k; u[k][1] = k;
  }
  long *r = u[i & 3];
  for (int k = 0; k < 4; k++)
    if (u[k] != r) free(u[k]);
  return r;
}

NOINLINE static long *first(long x) {
  long *u[2] = {malloc(2 * sizeof **u), malloc(2 * sizeof **u)};
  if (!u[0] || !u[1]) abort();
  u[0][0] = x; u[1][0] = x + 1;
  u[0][1] = u[1][0];
  return u[0];
}

int main(void) {
  for (int i = 0; i < 4; i++) {
    long *p = pick(100, (int)opaque(i)), *q = first(i);
    dirty_stack();
    CHECK(p[0] == 100 + i && p[1] == i);
    CHECK(q[0] == i && q[1] == i + 1);
    free(p);
    free(q);
  }
  return done();
}
