/* For programs about sizes: every byte of an object is written and read, in
 * functions that are not inlined. */
#ifndef ESCAPE_TEST_BYTES_H
#define ESCAPE_TEST_BYTES_H

#include "check.h"

NOINLINE static void fill(unsigned char *p, size_t n, unsigned seed) {
  for (size_t i = 0; i < n; i++)
    p[i] = (unsigned char)(seed + i * 7);
}

NOINLINE static long sum(const unsigned char *p, size_t n) {
  long s = 0;
  for (size_t i = 0; i < n; i++)
    s += p[i];
  return s;
}

#endif
