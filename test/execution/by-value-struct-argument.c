// EXPECT: promoted=0
// Trap 50. A struct passed by value carries pointers, in registers and in memory (byval).
#include "check.h"

struct small { long *p; long n; };
struct large { long *p; long pad[10]; long *q; };
static struct small kept_small;
static long *kept_p, *kept_q;

NOINLINE static void keep_small(struct small s) { kept_small = s; }
NOINLINE static void keep_large(struct large l) { kept_p = l.p; kept_q = l.q; }

NOINLINE static void make(long x) {
  long *p = malloc(3 * sizeof *p), *q = malloc(3 * sizeof *q), *r = malloc(3 * sizeof *r);
  if (!p || !q || !r) abort();
  p[0] = x; p[2] = x + 2; q[0] = 2 * x; q[2] = 2 * x + 2; r[0] = 3 * x; r[2] = 3 * x + 2;
  struct large l = {p, {0}, q};
  keep_large(l);
  keep_small((struct small){r, x});
}

int main(void) {
  for (long x = 1; x < 5; x++) {
    make(x);
    dirty_stack();
    CHECK(kept_p[0] == x && kept_p[2] == x + 2);
    CHECK(kept_q[0] == 2 * x && kept_q[2] == 2 * x + 2);
    CHECK(kept_small.p[0] == 3 * x && kept_small.p[2] == 3 * x + 2 && kept_small.n == x);
    free(kept_p); free(kept_q); free(kept_small.p);
  }
  return done();
}
