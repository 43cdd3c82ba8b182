// Traps 24 and 25. The free is in another function, known, unknown or conditional.
#include "check.h"

NOINLINE static void release(long *p) { free(p); }
NOINLINE static int release_if(int c, long *p) { if (c) { free(p); return 1; } return 0; }
static void (*volatile hook)(long *);

NOINLINE static long known(long x) {
  long *p = malloc(4 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[3] = x + 3;
  long r = p[0] + p[3];
  release(p);
  return r;
}
NOINLINE static long conditional(long x, int c) {
  long *p = malloc(4 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[3] = x + 3;
  long r = p[0];
  if (!release_if(c, p)) {
    dirty_stack();
    r += p[3];
    free(p);
  }
  return r;
}
NOINLINE static long hooked(long x) {
  long *p = malloc(4 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[3] = x + 3;
  long r = p[0] + p[3];
  hook(p);
  return r;
}
/* The holder is released together with what it holds. */
struct holder { long *p; };
NOINLINE static void destroy(struct holder *h) { free(h->p); free(h); }
NOINLINE static long held(long x) {
  struct holder *h = malloc(sizeof *h);
  if (!h) abort();
  h->p = malloc(4 * sizeof *h->p);
  if (!h->p) abort();
  h->p[0] = x; h->p[3] = x + 3;
  long r = h->p[0] * h->p[3];
  destroy(h);
  return r;
}

int main(void) {
  hook = release;
  for (long x = 0; x < 10; x++) {
    CHECK(known(x) == 2 * x + 3);
    CHECK(conditional(x, (int)opaque(1)) == x);
    CHECK(conditional(x, (int)opaque(0)) == 2 * x + 3);
    CHECK(hooked(x) == 2 * x + 3);
    CHECK(held(x) == x * (x + 3));
  }
  return done();
}
