// EXPECT: promoted>=1
// Trap 30. What the compiler knows of an allocation's size is asked of the allocation, not
// of the slot that replaces it, and a size rounded up would let a fortified copy pass.
#include "check.h"

NOINLINE static long exact(void) {
  char *p = malloc(37);
  if (!p)
    return -1;
  long size = (long)__builtin_object_size(p, 0), rest = (long)__builtin_object_size(p + 30, 0);
  memset(p, 3, 37);
  long sum = p[0] + p[36];
  free(p);
  // Without optimization the size is unknown: -1.
  CHECK(size == 37 || size == -1);
  CHECK(rest == 7 || rest == -1);
  return sum;
}

NOINLINE static long dynamic(long n) {
  char *p = n > 5 ? malloc(21) : malloc(43);
  if (!p)
    return -1;
  long size = (long)__builtin_dynamic_object_size(p, 0);
  CHECK(size == -1 || size == 21 || size == 43);
  CHECK(size == -1 || size >= (n > 5 ? 21 : 43));
  p[20] = 1;
  long r = p[20];
  free(p);
  return r;
}

int main(void) {
  CHECK(exact() == 6);
  CHECK(dynamic(opaque(3)) == 1);
  CHECK(dynamic(opaque(9)) == 1);
  return done();
}
