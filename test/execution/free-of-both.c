// EXPECT: promoted>=2
// Trap 23. Every object the frees may receive is local to the frame.
#include "check.h"

NOINLINE static long swap(int c) {
  long *p = malloc(2 * sizeof *p), *q = malloc(2 * sizeof *q);
  if (!p || !q) abort();
  p[0] = 1; p[1] = 2; q[0] = 3; q[1] = 4;
  long *first = c ? p : q, *second = c ? q : p;
  long r = first[0] * 10 + first[1];
  free(first);
  dirty_stack();
  r = r * 100 + second[0] * 10 + second[1];
  free(second);
  return r;
}

/* Two allocations meet in one pointer with one free. */
NOINLINE static long joined(int c) {
  char *p;
  if (c) {
    p = malloc(8);
    if (!p) abort();
    strcpy(p, "short");
  } else {
    p = malloc(64);
    if (!p) abort();
    strcpy(p, "a much longer text, in the other block");
  }
  long r = (long)strlen(p);
  free(p);
  return r;
}

int main(void) {
  for (int i = 0; i < 10; i++) {
    CHECK(swap((int)opaque(1)) == 1234);
    CHECK(swap((int)opaque(0)) == 3412);
    CHECK(joined((int)opaque(1)) == 5);
    CHECK(joined((int)opaque(0)) == 38);
  }
  return done();
}
