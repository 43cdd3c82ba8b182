// STACK: 128
// Trap 10. Many large objects in exclusive branches of one function still add up.
#include "check.h"

NOINLINE static long touch(unsigned char *p, long n) { p[0] = 3; p[n - 1] = 4; return p[0] + p[n - 1]; }

#define BRANCH(k)                                                              \
  case k: {                                                                    \
    unsigned char *p = malloc(4000 + k);                                       \
    if (!p) abort();                                                           \
    r = touch(p, 4000 + k) + k;                                                \
    free(p);                                                                   \
    break;                                                                     \
  }
#define TEN(k) BRANCH(k) BRANCH(k + 1) BRANCH(k + 2) BRANCH(k + 3) BRANCH(k + 4) \
               BRANCH(k + 5) BRANCH(k + 6) BRANCH(k + 7) BRANCH(k + 8) BRANCH(k + 9)

NOINLINE static long branches(long which) {
  long r = -1;
  switch (which) { TEN(0) TEN(10) TEN(20) TEN(30) TEN(40) }
  return r;
}

int main(void) {
  for (long k = 0; k < 50; k++) CHECK(branches(k) == 7 + k);
  CHECK(branches(50) == -1);
  return done();
}
