// EXPECT: promoted=1
// Trap 60. A recursive function's object stands for many live ones: an element of the pool each.
#include "check.h"

struct node { struct node *next; long d; };

NOINLINE static struct node *mk(long d) {
  struct node *n = malloc(sizeof *n);
  if (!n) abort();
  n->d = d;
  n->next = d ? mk(d - 1) : NULL;
  return n;
}

/* A local of each activation, all alive at once, seen from the deepest one. */
struct frame { struct frame *up; long x; };

NOINLINE static long deepest(const struct frame *f) {
  long r = 0;
  for (; f; f = f->up) r = r * 3 + f->x;
  return r;
}

int main(void) {
  struct node *list = mk(20);
  dirty_stack();
  long count = 0, sum = 0;
  for (struct node *n = list; n && count < 100; n = n->next) count++, sum += n->d;
  CHECK(count == 21 && sum == 210);
  while (list) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  struct frame a = {NULL, 1}, b = {&a, 2};
  CHECK(deepest(&b) == 7);
  return done();
}
