// EXPECT: promoted>=7
// Traps 11, 13. Sizes that branches bound: below, at and above the bound;
// products that wrap, which bound nothing, or are what is asked for.
#include "bytes.h"
#include "check.h"
#include <stdint.h>

/* One slot of 64 bytes. */
NOINLINE static long bounded(size_t n) {
  if (n > 64)
    return -2;
  unsigned char *p = malloc(n);
  if (!p)
    return n ? -1 : 0;
  fill(p, n, 3);
  long s = sum(p, n);
  free(p);
  return s;
}

NOINLINE static long within(int n) {
  if (n < 0 || n > 64)
    return -2;
  unsigned char *p = malloc((size_t)n);
  if (!p)
    return n ? -1 : 0;
  fill(p, (size_t)n, 5);
  long s = sum(p, (size_t)n);
  free(p);
  return s;
}

/* The product that is tested may have wrapped; what calloc gets has not. */
NOINLINE static long product_tested(size_t n, size_t k) {
  if (n * k > 64)
    return -2;
  unsigned char *p = calloc(n, k);
  if (!p)
    return -1;
  long s = sum(p, n * k);
  fill(p, n * k, 6);
  s += sum(p, n * k);
  free(p);
  return s;
}

/* Here the wrapped product is what is asked for. */
NOINLINE static long product_asked(size_t n, size_t k) {
  size_t bytes = n * k;
  if (bytes > 64)
    return -2;
  unsigned char *p = malloc(bytes);
  if (!p)
    return bytes ? -1 : 0;
  fill(p, bytes, 7);
  long s = sum(p, bytes);
  free(p);
  return s;
}

/* Both factors: 8 * 9 bytes at most, zeroed each time. */
NOINLINE static long factors(size_t n, size_t k) {
  if (n > 8 || k > 9)
    return -2;
  unsigned char *p = calloc(n, k);
  if (!p)
    return n * k ? -1 : 0;
  long s = sum(p, n * k) * 1000;
  fill(p, n * k, 8);
  s += sum(p, n * k);
  free(p);
  return s;
}

NOINLINE static long copies(const char *text, size_t most) {
  if (most > 31)
    most = 31;
  char *p = strndup(text, most);
  if (!p)
    return -1;
  long s = (long)strlen(p);
  for (size_t i = 0; p[i]; i++)
    s += (unsigned char)p[i] * (long)(i + 1);
  free(p);
  return s;
}

/* In a loop, each instance is zeroed, and no larger than the bound. */
NOINLINE static long in_loop(size_t n) {
  long s = 0;
  for (size_t i = 0; i < n; i++) {
    if (i > 40)
      continue;
    unsigned char *p = calloc(i, 3);
    if (!p)
      continue;
    s += sum(p, i * 3) * 1000;
    fill(p, i * 3, (unsigned)i);
    s += sum(p, i * 3);
    free(p);
  }
  return s;
}

int main(void) {
  static const size_t sizes[] = {0,  1,  2,   16,  31,  32,  63,
                                 64, 65, 255, 256, 257, 4096};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    size_t n = sizes[i];
    printf("%zu: %ld %ld\n", n, bounded(n), within((int)n));
  }
  printf("sign %ld %ld\n", within(-1), within(INT32_MIN));
  printf("wrapped %ld %ld\n", product_tested((size_t)1 << 33, (size_t)1 << 31),
         product_tested(((size_t)1 << 62) + 4, 4));
  printf("asked %ld %ld\n", product_asked((size_t)1 << 33, (size_t)1 << 31),
         product_asked(((size_t)1 << 62) + 4, 4));
  printf("products %ld %ld %ld\n", product_tested(8, 8), product_tested(13, 5),
         product_asked(16, 4));
  for (size_t n = 0; n < 10; n++)
    printf("%ld ", factors(n, 9));
  printf("%ld\n", factors(8, 10));
  const char *text = "a text of more than thirty-one bytes, to be cut";
  printf("%ld %ld %ld %ld\n", copies(text, 0), copies(text, 30),
         copies(text, 31), copies(text, SIZE_MAX));
  printf("%ld %ld\n", copies("short", SIZE_MAX), in_loop(100));
  return 0;
}
