// EXPECT: promoted>=2
// SKIP: valgrind
// It takes a size that was negative for an error.
// Trap 11. What does not bound a size: a comparison with a sign, and a bounded
// number less one.
#include "bytes.h"
#include "check.h"
#include <stdint.h>

/* A negative number passes the test, and no allocator has so much; a small
   number is written to all of its bytes. */
NOINLINE static long with_sign(int n) {
  if (n > 64)
    return -2;
  unsigned char *p = malloc((size_t)n);
  if (!p)
    return -1;
  size_t bytes = n < 0 ? 1 : (size_t)n;
  fill(p, bytes, 4);
  long s = sum(p, bytes);
  free(p);
  return s;
}

/* n - 1 wraps for n = 0. */
NOINLINE static long less_one(size_t n) {
  if (n > 64)
    return -2;
  unsigned char *p = malloc(n - 1);
  if (!p)
    return -1;
  size_t bytes = n ? n - 1 : 1;
  fill(p, bytes, 9);
  long s = sum(p, bytes);
  free(p);
  return s;
}

int main(void) {
  for (int n = 1; n < 300; n += 1 + n / 7)
    printf("%d: %ld %ld\n", n, with_sign(n), less_one((size_t)n));
  printf("%ld %ld %ld\n", with_sign(-1), with_sign(INT32_MIN), with_sign(-300));
  printf("%ld\n", less_one(0));
  return 0;
}
