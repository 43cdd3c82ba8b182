// EXPECT: promoted=0
// Trap 61. An object stored in another one lives as long as its holder, wherever the
// holder goes afterwards, and whichever of its fields is followed.
#include "check.h"

struct leaf { long v[4]; };
struct branch { struct leaf *leaf; struct branch *next; };
static struct branch *root;
static struct leaf *last_leaf;

NOINLINE static void make(long x) {
  struct leaf *l = malloc(sizeof *l);
  struct branch *b = malloc(sizeof *b);
  if (!l || !b) abort();
  l->v[0] = x; l->v[3] = x * 2;
  b->leaf = NULL;
  b->next = root;
  root = b;
  b->leaf = l; /* after the holder has left */
}

/* The holder is local; what it holds goes by way of it. */
NOINLINE static void keep_leaf(struct branch *b) { last_leaf = b->leaf; }
NOINLINE static void through_local(long x) {
  struct leaf *l = malloc(sizeof *l);
  if (!l) abort();
  l->v[0] = x; l->v[3] = x * 3;
  struct branch b = {l, NULL};
  struct branch *pb = &b;
  struct branch **ppb = &pb;
  keep_leaf(*ppb);
}

int main(void) {
  for (long x = 0; x < 5; x++) make(x);
  through_local(50);
  dirty_stack();
  long x = 4;
  for (struct branch *b = root; b; b = b->next, x--) CHECK(b->leaf->v[0] == x && b->leaf->v[3] == 2 * x);
  CHECK(last_leaf->v[0] == 50 && last_leaf->v[3] == 150);
  return done();
}
