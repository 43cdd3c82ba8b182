// EXPECT: promoted>=1
// Trap 23. A free that receives the object or another one: it can neither go nor
// stay, so it is guarded by the slot's address.
#include "check.h"

NOINLINE static long either(int c, long *other) {
  long *p = malloc(4 * sizeof *p);
  if (!p) abort();
  p[0] = 1; p[3] = 2;
  long r = p[0] + p[3] + (other ? *other : 0);
  long *q = c ? p : other;
  free(q);
  return r;
}

NOINLINE static long *boxed(long x) {
  long *p = malloc(sizeof *p);
  if (!p) abort();
  *p = x;
  return p;
}

int main(void) {
  for (int i = 0; i < 10; i++) {
    long *other = boxed(10);
    CHECK(either(0, other) == 13); /* other is freed, the object leaks */
    long *kept = boxed(20);
    CHECK(either(1, kept) == 23); /* the object is freed, kept is alive */
    CHECK(*kept == 20);
    free(kept);
  }
  return done();
}
