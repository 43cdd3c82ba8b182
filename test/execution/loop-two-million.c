// STACK: 256
// Trap 5. Two million allocations of 100 bytes in a loop, each freed in the body: the
// stack must stay constant.
#include "check.h"

NOINLINE static unsigned touch(unsigned char *p, unsigned i) { p[0] = (unsigned char)i; p[99] = 1; return p[0] + p[99]; }

NOINLINE static unsigned long freed_each_time(long n) {
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) {
    unsigned char *p = malloc(100);
    if (!p) abort();
    sum += touch(p, (unsigned)i & 127);
    free(p);
  }
  return sum;
}

/* The same by a backward goto. */
NOINLINE static unsigned long by_goto(long n) {
  unsigned long sum = 0;
  long i = 0;
again:;
  unsigned char *p = malloc(100);
  if (!p) abort();
  sum += touch(p, (unsigned)i & 127);
  free(p);
  if (++i < n) goto again;
  return sum;
}

/* Never freed: 16 bytes each, reachable by nobody. */
NOINLINE static unsigned long leaked(long n) {
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) {
    unsigned char *p = malloc(4);
    if (!p) abort();
    p[0] = (unsigned char)(i & 63);
    sum += p[0];
  }
  return sum;
}

int main(void) {
  long n = opaque(2000000);
  printf("%lu %lu %lu\n", freed_each_time(n), by_goto(n), leaked(n));
  return done();
}
