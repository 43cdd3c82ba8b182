// EXPECT: promoted=0
// Trap 59. The result of the callee has been stored elsewhere too; a pointer to the
// inside of an object, and a pointer that passes through an identity function.
#include "check.h"

struct pair { long a, b; };
static struct pair *side;
static long *inner;

NOINLINE static struct pair *both_ways(struct pair *p) { side = p; return p; }
NOINLINE static struct pair *id(struct pair *p) { return p; }

NOINLINE static long caller(long x) {
  struct pair *p = malloc(sizeof *p);
  if (!p) abort();
  p->a = x;
  struct pair *q = both_ways(p);
  q->b = x + 1;
  return q->a;
}
NOINLINE static long *inside(long x) {
  struct pair *p = malloc(sizeof *p);
  if (!p) abort();
  p->a = x; p->b = x * 2;
  return &id(p)->b;
}
NOINLINE static void inside_global(long x) {
  struct pair *p = malloc(sizeof *p);
  if (!p) abort();
  p->a = x; p->b = x * 3;
  inner = &p->b;
}

int main(void) {
  for (long x = 1; x < 5; x++) {
    CHECK(caller(x) == x);
    long *b = inside(x);
    inside_global(x);
    dirty_stack();
    CHECK(side->a == x && side->b == x + 1);
    CHECK(*b == 2 * x && b[-1] == x);
    CHECK(*inner == 3 * x && inner[-1] == x);
    free(side);
    free(b - 1);
    free(inner - 1);
  }
  return done();
}
