// EXPECT: promoted>=2
// Trap 22, and where a lifetime ends. `free(c ? p : NULL)` ends the object only if c:
// the other path goes on using it.
#include "check.h"

NOINLINE static void fill(long *p, long x) { for (int i = 0; i < 16; i++) p[i] = x + i; }
NOINLINE static long sum(const long *p) { long s = 0; for (int i = 0; i < 16; i++) s += p[i]; return s; }

NOINLINE static long maybe(int c) {
  long *p = malloc(16 * sizeof *p);
  if (!p) abort();
  fill(p, 1);
  long r = sum(p);
  long *q = c ? p : NULL;
  free(q);
  if (c) return r;
  long *other = malloc(16 * sizeof *other);
  if (!other) abort();
  fill(other, 1000);
  r = sum(p) + sum(other);
  free(other);
  free(p);
  return r;
}

/* A free of a null pointer in front of everything. */
NOINLINE static long null_first(void) {
  long *p = NULL;
  free(p);
  p = malloc(16 * sizeof *p);
  if (!p) abort();
  fill(p, 2);
  long r = sum(p);
  free(p);
  p = NULL;
  free(p);
  return r;
}

int main(void) {
  for (int i = 0; i < 10; i++) {
    CHECK(maybe((int)opaque(1)) == 136);
    CHECK(maybe((int)opaque(0)) == 136 + 16120);
    CHECK(null_first() == 152);
  }
  return done();
}
