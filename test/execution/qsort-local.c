// A local array sorted through a callback that keeps nothing.
#include "check.h"

static int by_value(const void *a, const void *b) {
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

NOINLINE static long median(int seed) {
  int *p = malloc(15 * sizeof *p);
  if (!p) abort();
  for (int i = 0; i < 15; i++) p[i] = (i * seed) % 15;
  qsort(p, 15, sizeof *p, by_value);
  int key = 11;
  int *found = bsearch(&key, p, 15, sizeof *p, by_value);
  long r = p[7] * 100 + (found ? found - p : -1);
  free(p);
  return r;
}

int main(void) {
  CHECK(median(1) == 711);
  CHECK(median(2) == 711);
  CHECK(median(4) == 711);
  return done();
}
