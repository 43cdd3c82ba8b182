// EXPECT: promoted>=6
// Traps 11, 13, 14, 16, 30. Sizes known at run time: below, at and above the
// slot, zero, huge, and products that overflow.
#include "bytes.h"
#include "check.h"
#include <stdint.h>

NOINLINE static long plain(size_t n) {
  unsigned char *p = malloc(n);
  if (!p) return n ? -1 : 0;
  fill(p, n, 3);
  long s = sum(p, n);
  free(p);
  return s;
}

NOINLINE static long product(size_t n, size_t k) {
  unsigned char *p = calloc(n, k);
  if (!p) return -1;
  long zeros = sum(p, n * k);
  fill(p, n * k, 1);
  long s = zeros * 1000000 + sum(p, n * k);
  free(p);
  return s;
}

NOINLINE static long bounded(unsigned char n) {
  unsigned char *p = calloc(n, 2);
  long s = p ? sum(p, 2u * n) : 0;
  if (p) fill(p, 2u * n, 9);
  s += p ? sum(p, 2u * n) : 0;
  free(p);
  return s;
}

/* Freed as one of two; the other is the caller's. */
NOINLINE static long either(int c, size_t n, unsigned char *other) {
  unsigned char *p = malloc(n + 1);
  if (!p) abort();
  fill(p, n + 1, 5);
  long s = sum(p, n + 1);
  unsigned char *q = c ? p : other;
  free(q);
  if (!c) free(p);
  return s;
}

/* Freed on one path; on the other it leaks, as it did. */
NOINLINE static long leaks(int c, size_t n) {
  unsigned char *p = malloc(n + 2);
  if (!p) abort();
  fill(p, n + 2, 6);
  long s = sum(p, n + 2);
  if (c) free(p);
  return s;
}

NOINLINE static long in_loop(size_t n) {
  long s = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned char *p = calloc(i, 3);
    if (!p) continue;
    s += sum(p, i * 3); /* zero each time */
    fill(p, i * 3, (unsigned)i);
    s += sum(p, i * 3);
    free(p);
  }
  return s;
}

NOINLINE static long descends(int depth, size_t n) {
  unsigned char *p = malloc(n);
  if (!p) return 0;
  fill(p, n, (unsigned)depth);
  long s = depth ? descends(depth - 1, n + 40) : 0;
  s += sum(p, n);
  free(p);
  return s;
}

int main(void) {
  long all = 0;
  for (size_t n = 0; n < 700; n += 1 + n / 9)
    all += plain(n);
  CHECK(plain(256) > 0 && plain(257) > plain(256));
  CHECK(product(3, 5) > 0 && product(16, 16) > 0 && product(16, 17) > 0);
  CHECK(product((size_t)1 << 40, (size_t)1 << 40) == -1);
  CHECK(product(SIZE_MAX / 2 + 2, 2) == -1); /* wraps to 2 */
  for (int n = 0; n < 256; n += 5)
    all += bounded((unsigned char)n);
  for (int i = 0; i < 400; i += 57) {
    all += either(1, (size_t)i, malloc(3)) * 3;
    all += either(0, (size_t)i, malloc(3));
    all += leaks(i & 1, (size_t)i);
  }
  all += in_loop(200) + descends(9, 100);
  printf("%ld\n", all);
  return done();
}
