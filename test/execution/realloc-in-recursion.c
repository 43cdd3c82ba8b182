// EXPECT: promoted=0
// Trap 15. In a recursive function what realloc receives stays: an element could be
// another activation's.
#include "check.h"

NOINLINE static long down(int depth) {
  int *p = malloc(4 * sizeof *p);
  if (!p) abort();
  for (int i = 0; i < 4; i++) p[i] = depth + i;
  p = realloc(p, (size_t)opaque(16) * sizeof *p);
  if (!p) abort();
  long sum = depth ? down(depth - 1) : 0;
  dirty_stack();
  for (int i = 0; i < 4; i++) sum += p[i];
  free(p);
  return sum;
}

int main(void) {
  CHECK(down(0) == 6);
  CHECK(down(9) == 240);
  return done();
}
