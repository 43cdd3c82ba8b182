// EXPECT: promoted>=1
// Trap 31. Freed on one path, leaked on the other; and freed on several paths.
#include "check.h"

NOINLINE static long use(const long *p, long i) { return p[i % 8]; }

NOINLINE static long one_path(long c) {
  long *p = malloc(8 * sizeof *p);
  if (!p) abort();
  for (int i = 0; i < 8; i++) p[i] = i + c;
  if (c & 1) {
    long r = use(p, 3);
    free(p);
    return r;
  }
  dirty_stack();
  return use(p, 4);
}

NOINLINE static long early_returns(long c) {
  char *p = malloc(32);
  if (!p) return -1;
  memset(p, (int)c, 32);
  if (c == 0) {
    free(p);
    return 100;
  }
  if (p[31] > 5) {
    long r = p[0];
    free(p);
    return r + 200;
  }
  dirty_stack();
  long r = p[7];
  switch (c) {
  case 1: free(p); return r + 300;
  case 2: r += p[9]; break;
  default: r += p[1] + p[2]; break;
  }
  free(p);
  return r;
}

int main(void) {
  for (long c = 0; c < 10; c++) {
    CHECK(one_path(c) == ((c & 1) ? 3 : 4) + c);
    long want = c == 0 ? 100 : c > 5 ? 200 + c : c == 1 ? 301 : c == 2 ? 4 : 3 * c;
    CHECK(early_returns(c) == want);
  }
  return done();
}
