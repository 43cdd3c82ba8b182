// EXPECT: promoted>=2
// Trap 14. A zeroed block is zero at every execution of calloc, not once.
#include "check.h"

NOINLINE static long in_loop(long n) {
  long sum = 0;
  for (long i = 0; i < n; i++) {
    unsigned char *p = calloc(1, 40);
    if (!p) abort();
    for (int k = 0; k < 40; k++) sum += p[k];
    memset(p, 0xFF, 40);
    sum += p[39] == 0xFF;
    free(p);
  }
  return sum;
}

/* Called again and again on a stack that was dirtied before. */
NOINLINE static long straight(void) {
  long *p = calloc(5, sizeof *p);
  if (!p) abort();
  long sum = p[0] | p[1] | p[2] | p[3] | p[4];
  for (int k = 0; k < 5; k++) p[k] = 77;
  sum += p[4] - 77;
  free(p);
  return sum;
}

/* Only a part is written, the rest has to be zero. */
NOINLINE static long partly(int i) {
  long *p = calloc(8, sizeof *p);
  if (!p) abort();
  p[i & 7] = 5;
  long sum = 0;
  for (int k = 0; k < 8; k++) sum += p[k];
  free(p);
  return sum;
}

int main(void) {
  CHECK(in_loop(50) == 50);
  for (int i = 0; i < 20; i++) {
    dirty_stack();
    CHECK(straight() == 0);
    dirty_stack();
    CHECK(partly(i) == 5);
  }
  return done();
}
