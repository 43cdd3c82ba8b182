// Trap 23, in a recursion. The free receives the object of this activation or that of
// the caller's: a guard that knows only this one's storage would free the other's.
#include "check.h"

NOINLINE static long walk(int depth, long *callers, int frees_callers) {
  long *mine = malloc(2 * sizeof *mine);
  if (!mine)
    return -1;
  mine[0] = depth;
  mine[1] = callers ? callers[0] * 3 : 1;
  long r = mine[0] * 7 + mine[1];
  if (depth)
    r += walk(depth - 1, mine, frees_callers);
  else if (frees_callers)
    free(mine);
  free(frees_callers ? callers : mine);
  return r;
}

int main(void) {
  printf("%ld %ld\n", walk((int)opaque(6), NULL, 0), walk((int)opaque(6), NULL, (int)opaque(1)));
  return done();
}
