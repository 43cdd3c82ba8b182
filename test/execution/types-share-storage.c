// Trap 20. A slot that is used again has another type: loads of the one may not move
// over stores of the other.
#include "check.h"

NOINLINE static double alternate(int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) {
    long *p = malloc(8);
    if (!p) abort();
    *p = 1000 + i;
    sum += (double)*p;
    free(p);
    double *d = malloc(8);
    if (!d) abort();
    *d = i * 0.5;
    sum += *d;
    free(d);
  }
  return sum;
}

/* One site, read before it is written again. */
NOINLINE static long sequence(int n) {
  long r = 0;
  for (int i = 0; i < n; i++) {
    long *p = malloc(2 * sizeof *p);
    if (!p) abort();
    p[0] = i;
    p[1] = opaque(i);
    r = r * 10 + p[0] + p[1] - i;
    free(p);
  }
  return r;
}

int main(void) {
  CHECK(alternate(10) == 10 * 1000 + 45 + 22.5);
  CHECK(sequence(5) == 1234);
  return done();
}
