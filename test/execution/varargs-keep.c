// EXPECT: promoted=0
// Trap 49. A variadic callee reads its arguments with va_arg and keeps one.
#include "check.h"
#include <stdarg.h>

static long *kept;

NOINLINE static void keep_last(int n, ...) {
  va_list ap;
  va_start(ap, n);
  for (int i = 0; i < n; i++) kept = va_arg(ap, long *);
  va_end(ap);
}

NOINLINE static void keep_list(va_list ap) { kept = va_arg(ap, long *); }
NOINLINE static void forward(int n, ...) {
  va_list ap;
  va_start(ap, n);
  keep_list(ap);
  va_end(ap);
}

NOINLINE static void make(long x, int way) {
  long *p = malloc(4 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[3] = x * 2;
  if (way) keep_last(2, (long *)NULL, p);
  else forward(1, p);
}

int main(void) {
  for (int way = 0; way < 2; way++) {
    make(21, (int)opaque(way));
    dirty_stack();
    CHECK(kept[0] == 21 && kept[3] == 42);
    free(kept);
  }
  return done();
}
