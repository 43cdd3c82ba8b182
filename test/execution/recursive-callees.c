// EXPECT: promoted>=3
// Callees that call themselves make and free what their caller owns: trees that fit
// the pool and trees that do not, lists that are freed from the far end, an object that
// the deepest activation frees or does not, one in each turn of a loop. The copies call
// themselves; nothing of another activation of the owner gets there.
#include "check.h"

struct node {
  struct node *left, *right;
  long value;
};

NOINLINE static struct node *grow(int depth, long value) {
  if (!depth)
    return NULL;
  struct node *node = malloc(sizeof *node);
  if (!node)
    abort();
  node->left = grow(depth - 1, value * 2);
  node->right = grow(depth - 1, value * 2 + 1);
  node->value = value;
  return node;
}

NOINLINE static long sum(const struct node *node) {
  return node ? node->value + sum(node->left) - sum(node->right) : 0;
}

NOINLINE static void fell(struct node *node) {
  if (!node)
    return;
  fell(node->left);
  struct node *right = node->right;
  node->value = -1;
  free(node);
  fell(right);
}

NOINLINE static long tree(int depth) {
  struct node *node = grow(depth, 1);
  long total = sum(node);
  fell(node);
  return total;
}

// Freed by the deepest activation, or by none.
NOINLINE static long release(long *p, int depth, int where) {
  long value = *p;
  if (depth == where) {
    free(p);
    return value;
  }
  return depth ? value + release(p, depth - 1, where) : value;
}

NOINLINE static long once(int depth, int where) {
  long *p = malloc(sizeof *p);
  if (!p)
    abort();
  *p = depth;
  return release(p, depth, where);
}

NOINLINE static void drop(struct node *node) {
  if (node) {
    drop(node->right);
    free(node);
  }
}

NOINLINE static long turns(int n) {
  long total = 0;
  for (int i = 0; i < n; i++) {
    struct node *node = malloc(sizeof *node);
    if (!node)
      abort();
    node->left = NULL;
    node->right = NULL;
    node->value = i;
    total += sum(node);
    drop(node);
  }
  return total;
}

// The owner is entered again by what its callee calls.
NOINLINE static long nested(int level) {
  struct node *node = grow(2, level);
  long total = sum(node);
  if (level)
    total += nested(level - 1);
  total += sum(node);
  fell(node);
  return total;
}

int main(void) {
  for (int depth = 0; depth < 11; depth++)
    printf("%ld\n", tree(depth));
  for (int depth = 0; depth < 5; depth++)
    printf("%ld %ld\n", once(depth, 0), once(depth, depth / 2));
  printf("%ld %ld\n", turns(100), nested(20));
  return 0;
}
