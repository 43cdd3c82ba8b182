// EXPECT: promoted>=3
// A tree and a list made by callees, walked and freed by others.
#include "check.h"

struct tree { struct tree *left, *right; int key; };

NOINLINE static struct tree *insert(struct tree *t, int key) {
  if (!t) {
    t = malloc(sizeof *t);
    if (!t) abort();
    t->left = t->right = NULL;
    t->key = key;
  } else if (key < t->key) {
    t->left = insert(t->left, key);
  } else {
    t->right = insert(t->right, key);
  }
  return t;
}
NOINLINE static long walk(const struct tree *t, long r) {
  if (!t) return r;
  r = walk(t->left, r);
  r = (r * 7 + t->key) % 100003;
  return walk(t->right, r);
}
NOINLINE static void drop(struct tree *t) {
  if (!t) return;
  drop(t->left);
  drop(t->right);
  free(t);
}

/* Three fixed nodes that point to each other, all local. */
NOINLINE static long fixed(void) {
  struct tree *a = malloc(sizeof *a), *b = malloc(sizeof *b), *c = malloc(sizeof *c);
  if (!a || !b || !c) abort();
  *b = (struct tree){NULL, NULL, 1};
  *c = (struct tree){NULL, NULL, 3};
  *a = (struct tree){b, c, 2};
  long r = walk(a, 0);
  c->left = a; /* a cycle */
  r = r * 10 + a->right->left->key;
  free(a); free(b); free(c);
  return r;
}

int main(void) {
  struct tree *t = NULL;
  for (int i = 0; i < 20; i++) t = insert(t, (i * 13) % 20);
  dirty_stack();
  long want = 0;
  for (int i = 0; i < 20; i++) want = (want * 7 + i) % 100003;
  CHECK(walk(t, 0) == want);
  drop(t);
  CHECK(fixed() == 662);
  return done();
}
