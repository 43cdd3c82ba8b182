// EXPECT: promoted=0
// Trap 46. A volatile access makes the address observable.
#include "check.h"

NOINLINE static int counted(int n) {
  volatile int *p = malloc(2 * sizeof *p);
  if (!p) abort();
  p[0] = 0; p[1] = 5;
  for (int i = 0; i < n; i++) p[0] = p[0] + p[1];
  int r = p[0];
  free((void *)p);
  return r;
}

int main(void) {
  for (int i = 0; i < 10; i++) CHECK(counted(i) == 5 * i);
  return done();
}
