// EXPECT: promoted=0
// Trap 58. Globals and thread-locals, also where the store is overwritten later.
#include "check.h"

static _Thread_local long *mine;
static long *g;
long *exported;
static long total;

NOINLINE static void look(void) { if (g) total += g[0] + g[2]; }

NOINLINE static void overwritten(long x) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[2] = x + 2;
  g = p;
  look();
  g = NULL;
  free(p);
}
NOINLINE static void to_tls(long x) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[2] = x + 2;
  mine = p;
}
NOINLINE static void to_exported(long x) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[2] = x + 2;
  long **to = &exported;
  *to = p;
}

int main(void) {
  for (long x = 0; x < 4; x++) {
    overwritten(x); to_tls(x); to_exported(x);
    dirty_stack();
    CHECK(mine[0] == x && mine[2] == x + 2);
    CHECK(exported[0] == x && exported[2] == x + 2);
    free(mine); free(exported);
  }
  CHECK(total == 20);
  return done();
}
