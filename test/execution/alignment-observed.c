// Traps 3 and 4. The alignment the allocator promises can be seen by the program.
#include "check.h"

NOINLINE static unsigned low_bits(const void *p, unsigned mask) { return (unsigned)((uintptr_t)p & mask); }

NOINLINE static unsigned of_malloc(void) {
  char pad[3];
  memset(pad, 1, sizeof pad);
  char *p = malloc(24);
  if (!p) abort();
  memset(p, pad[0], 24);
  unsigned bits = low_bits(p, 15);
  free(p);
  return bits;
}

NOINLINE static unsigned of_aligned_alloc(void) {
  char *p = aligned_alloc(64, 128);
  if (!p) abort();
  memset(p, 1, 128);
  unsigned bits = low_bits(p, 63);
  free(p);
  return bits;
}

NOINLINE static unsigned of_posix_memalign(void) {
  void *p = NULL;
  if (posix_memalign(&p, 256, 100)) abort();
  memset(p, 1, 100);
  unsigned bits = low_bits(p, 255);
  free(p);
  return bits;
}

int main(void) {
  for (int i = 0; i < 10; i++) {
    CHECK(of_malloc() == 0);
    CHECK(of_aligned_alloc() == 0);
    CHECK(of_posix_memalign() == 0);
  }
  return done();
}
