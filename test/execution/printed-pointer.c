// EXPECT: promoted=0
// A pointer that leaves as text and comes back.
#include "check.h"

static char text[64];

NOINLINE static void write_down(long x) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[2] = x + 2;
  sprintf(text, "%p", (void *)p);
}

int main(void) {
  for (long x = 0; x < 5; x++) {
    write_down(x);
    dirty_stack();
    void *back = NULL;
    CHECK(sscanf(text, "%p", &back) == 1);
    long *p = back;
    CHECK(p[0] == x && p[2] == x + 2);
    free(p);
  }
  return done();
}
