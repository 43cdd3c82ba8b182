/* Binary trees: nothing but allocation, free and recursion. */
#include <stdio.h>
#include <stdlib.h>

struct tree {
  struct tree *left, *right;
};

static struct tree *make(int depth) {
  struct tree *t = malloc(sizeof *t);
  t->left = depth ? make(depth - 1) : NULL;
  t->right = depth ? make(depth - 1) : NULL;
  return t;
}

static int count(const struct tree *t) {
  return t ? 1 + count(t->left) + count(t->right) : 0;
}

static void drop(struct tree *t) {
  if (!t)
    return;
  drop(t->left);
  drop(t->right);
  free(t);
}

int main(void) {
  long sum = 0;
  for (int i = 0; i < 200; ++i) {
    struct tree *t = make(13);
    sum += count(t);
    drop(t);
  }
  printf("%ld\n", sum);
  return 0;
}
