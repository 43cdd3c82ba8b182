// Trap 35. longjmp skips frees and frames; what its target still sees is alive.
#include "check.h"
#include <setjmp.h>

static jmp_buf target;
static long *visible;

NOINLINE static void jump(int x) { longjmp(target, x); }

/* The jump leaves by way of this frame; the object is known outside. */
NOINLINE static void seen_outside(long x) {
  long *p = malloc(4 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[3] = x + 3;
  visible = p;
  jump(1);
  free(p);
}

/* The object is known to nobody, and its free is skipped. */
NOINLINE static long unseen(long x) {
  long *p = malloc(4 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[3] = x + 3;
  if (x > 2) jump((int)(p[0] + p[3]));
  long r = p[0] * p[3];
  free(p);
  return r;
}

NOINLINE static long call_seen(long x) {
  if (setjmp(target) == 0) seen_outside(x);
  dirty_stack();
  long r = visible[0] + visible[3];
  free(visible);
  return r;
}

NOINLINE static long call_unseen(long x) {
  int code = setjmp(target);
  if (code == 0) return unseen(x);
  return 1000 + code;
}

int main(void) {
  for (long x = 1; x < 6; x++) {
    CHECK(call_seen(x) == 2 * x + 3);
    CHECK(call_unseen(x) == (x > 2 ? 1000 + 2 * x + 3 : x * (x + 3)));
  }
  return done();
}
