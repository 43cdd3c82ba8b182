// EXPECT: promoted=0
// Trap 51. Bytes carry pointers: memcpy, memmove, byte by byte, and by whole structs.
#include "check.h"

struct box { long tag; long *p; };
static struct box by_memcpy, by_memmove, by_bytes, by_assignment;
static struct box array[4];

#define MAKE(x)                                                                \
  struct box b = {x, malloc(4 * sizeof(long))};                                \
  if (!b.p) abort();                                                           \
  b.p[0] = x; b.p[3] = x + 3

NOINLINE static void with_memcpy(long x) { MAKE(x); memcpy(&by_memcpy, &b, sizeof b); }
NOINLINE static void with_memmove(long x) { MAKE(x); memmove(&by_memmove, &b, sizeof b); }
NOINLINE static void with_bytes(long x) {
  MAKE(x);
  unsigned char *to = (unsigned char *)&by_bytes;
  const unsigned char *from = (const unsigned char *)&b;
  for (size_t i = 0; i < sizeof b; i++) to[i] = from[i];
}
NOINLINE static void with_assignment(long x) { MAKE(x); by_assignment = b; }
NOINLINE static void into_array(long x, int i) { MAKE(x); array[i] = b; }

NOINLINE static void holds(const struct box *b, long x) {
  CHECK(b->tag == x && b->p[0] == x && b->p[3] == x + 3);
}

int main(void) {
  with_memcpy(1); with_memmove(2); with_bytes(3); with_assignment(4);
  for (int i = 0; i < 4; i++) into_array(10 + i, (int)opaque(i));
  dirty_stack();
  holds(&by_memcpy, 1); holds(&by_memmove, 2); holds(&by_bytes, 3); holds(&by_assignment, 4);
  for (int i = 0; i < 4; i++) { holds(&array[i], 10 + i); free(array[i].p); }
  free(by_memcpy.p); free(by_memmove.p); free(by_bytes.p); free(by_assignment.p);
  return done();
}
