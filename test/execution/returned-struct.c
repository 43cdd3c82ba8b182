// Scenario 9. Pointers that leave in a struct that is returned, small and large.
#include "check.h"

struct two { long *a, *b; };
struct many { long *p[8]; long n; };

NOINLINE static long *boxed(long x) {
  long *p = malloc(2 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[1] = -x;
  return p;
}
NOINLINE static struct two make_two(long x) {
  struct two t = {malloc(2 * sizeof(long)), malloc(2 * sizeof(long))};
  if (!t.a || !t.b) abort();
  t.a[0] = x; t.a[1] = -x; t.b[0] = x + 1; t.b[1] = -x - 1;
  return t;
}
NOINLINE static struct many make_many(long x) {
  struct many m;
  for (int i = 0; i < 8; i++) m.p[i] = boxed(x + i);
  m.n = 8;
  return m;
}
/* Only one of the two fields leaves. */
NOINLINE static long *first_of(long x) {
  struct two t = {boxed(x), boxed(x + 1)};
  long *r = t.a;
  r[0] += t.b[0];
  free(t.b);
  return r;
}

int main(void) {
  for (long x = 1; x < 5; x++) {
    struct two t = make_two(x);
    struct many m = make_many(x);
    long *f = first_of(x);
    dirty_stack();
    CHECK(t.a[0] == x && t.a[1] == -x && t.b[0] == x + 1 && t.b[1] == -x - 1);
    for (int i = 0; i < m.n; i++) CHECK(m.p[i][0] == x + i && m.p[i][1] == -x - i);
    CHECK(f[0] == 2 * x + 1);
    free(t.a); free(t.b); free(f);
    for (int i = 0; i < m.n; i++) free(m.p[i]);
  }
  return done();
}
