// EXPECT: promoted=0
// Trap 2. A musttail call cannot lose its marker, so an object it may reach stays.
#include "check.h"

NOINLINE static long callee(long *p) {
  long r = p[0] + p[7];
  free(p);
  return r;
}

NOINLINE static long caller(long *unused) {
  long *p = malloc(8 * sizeof *p);
  if (!p) abort();
  for (int i = 0; i < 8; i++) p[i] = i * 3 + (unused != NULL);
  __attribute__((musttail)) return callee(p);
}

NOINLINE static long reads(long *p) { dirty_stack(); return p[2] + p[5]; }

NOINLINE static long leaks(long *unused) {
  long *p = malloc(8 * sizeof *p);
  if (!p) abort();
  for (int i = 0; i < 8; i++) p[i] = i * 5 + (unused != NULL);
  __attribute__((musttail)) return reads(p);
}

int main(void) {
  long x;
  for (int i = 0; i < 20; i++) {
    CHECK(caller(NULL) == 21);
    CHECK(caller(&x) == 23);
    CHECK(leaks(NULL) == 35);
    CHECK(leaks(&x) == 37);
  }
  return done();
}
