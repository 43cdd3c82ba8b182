// EXPECT: promoted=0
// Trap 30. malloc_usable_size looks at the heap block itself.
#include "check.h"
#include <malloc.h>

NOINLINE static int fits(size_t n) {
  char *p = malloc(24);
  if (!p) abort();
  memset(p, 1, 24);
  size_t usable = malloc_usable_size(p);
  int r = usable >= n && usable < 4096;
  free(p);
  return r;
}

int main(void) {
  CHECK(fits(24));
  CHECK(malloc_usable_size(NULL) == 0);
  return done();
}
