// EXPECT: promoted=2
// Trap 6. Something is freed on every path round the loop, and never the current
// instance: two instances are live at once. A pool, not a slot.
#include "check.h"

NOINLINE static long chain(long n) {
  long *prev = NULL, sum = 0;
  for (long i = 0; i < n; i++) {
    long *q = prev;
    long *p = malloc(2 * sizeof *p);
    if (!p) abort();
    p[0] = i;
    p[1] = q ? q[0] * 10 : -1;
    if (q) sum += q[0] + q[1];
    free(q);
    prev = p;
  }
  if (prev) sum += prev[0] + prev[1];
  free(prev);
  return sum;
}

/* The same through memory: the previous one is in a local cell. */
NOINLINE static long through_cell(long n) {
  long *cell[1] = {NULL}, sum = 0;
  for (long i = 0; i < n; i++) {
    long *p = malloc(2 * sizeof *p);
    if (!p) abort();
    p[0] = i;
    p[1] = cell[0] ? cell[0][0] : -1;
    sum = sum * 3 + p[1];
    free(cell[0]);
    cell[0] = p;
  }
  sum += cell[0] ? cell[0][0] : 0;
  free(cell[0]);
  return sum;
}

static long expect_chain(long n) {
  long sum = 0;
  for (long i = 0; i < n; i++) sum += i + (i ? (i - 1) * 10 : -1);
  return sum;
}

static long expect_cell(long n) {
  long sum = 0;
  for (long i = 0; i < n; i++) sum = sum * 3 + (i ? i - 1 : -1);
  return sum + (n ? n - 1 : 0);
}

int main(void) {
  for (long n = 0; n < 12; n++) {
    CHECK(chain(n) == expect_chain(n));
    CHECK(through_cell(n) == expect_cell(n));
  }
  return done();
}
