// EXPECT: promoted>=1
// EXPECT: promoted<=1
// Trap 41. A function that asks not to be optimized is left alone, and so is what its
// callees make for it; the others are promoted.
#include "check.h"

NOINLINE static int first(const int *p) { return p[0]; }

__attribute__((optnone, noinline)) static int left_alone(int x) {
  int *p = malloc(2 * sizeof *p);
  if (!p)
    return -1;
  p[0] = x;
  p[1] = first(p);
  int r = p[0] + p[1];
  free(p);
  return r;
}

NOINLINE static int promoted(int x) {
  int *p = malloc(2 * sizeof *p);
  if (!p)
    return -1;
  p[0] = left_alone(x);
  p[1] = first(p);
  int r = p[0] + p[1];
  free(p);
  return r;
}

int main(void) {
  CHECK(left_alone((int)opaque(4)) == 8);
  CHECK(promoted((int)opaque(4)) == 16);
  return done();
}
