// EXPECT: promoted=1
// SKIP: sound asan asan-raw valgrind
// (They report sizes like these as errors.)
// Traps 11 and 13. Sizes that cannot be had: null, and the old block stays.
#include "check.h"

static void *volatile kept;

NOINLINE static int too_many(size_t n, size_t k) {
  kept = calloc(n, k);
  return kept == NULL;
}

NOINLINE static int huge(size_t n) {
  kept = malloc(n);
  return kept == NULL;
}

NOINLINE static long old_block_stays(size_t n) {
  long *p = malloc(4 * sizeof *p);
  if (!p) abort();
  p[0] = 5; p[3] = 6;
  long *q = realloc(p, n);
  kept = q;
  long r = q ? -1 : p[0] * 10 + p[3];
  free(q ? q : p);
  return r;
}

int main(void) {
  CHECK(too_many((size_t)opaque(1L << 40), (size_t)opaque(1L << 40)));
  CHECK(huge((size_t)opaque(-100)));
  CHECK(old_block_stays((size_t)opaque(-200)) == 56);
  return done();
}
