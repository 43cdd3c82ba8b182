// Trap 16. Blocks of no bytes.
#include "check.h"

NOINLINE static int nothing(void) {
  char *p = malloc(0), *q = malloc(0);
  int differ = p != q || p == NULL;
  free(p);
  free(q);
  return differ;
}
NOINLINE static int none_of_any(size_t n) {
  long *p = calloc(n, sizeof *p);
  int r = 1;
  for (size_t i = 0; i < n; i++) r += p[i] != 0;
  free(p);
  return r;
}

int main(void) {
  CHECK(nothing());
  CHECK(none_of_any((size_t)opaque(0)) == 1);
  CHECK(none_of_any((size_t)opaque(5)) == 1);
  return done();
}
