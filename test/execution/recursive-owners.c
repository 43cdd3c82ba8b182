// EXPECT: promoted>=3
// Recursive functions own what their callees make and free: each activation has its
// own. What another activation made is freed on the heap.
#include "check.h"

struct token {
  int kind;
  int length;
};

NOINLINE static struct token *token_new(int kind, const char *text) {
  struct token *t = malloc(sizeof *t);
  if (!t)
    abort();
  t->kind = kind;
  t->length = (int)strlen(text);
  return t;
}

NOINLINE static void token_free(struct token *t) {
  if (!t)
    return;
  t->kind = -1;
  free(t);
}

/* Its own, alive while it calls itself twice. */
NOINLINE static int walk(const char *text, int depth) {
  struct token *t = token_new(depth, text);
  int sum = t->length;
  if (depth > 0) {
    sum += walk(text + 1, depth - 1);
    sum += 3 * walk(text, depth - 1);
  }
  sum += t->kind + t->length;
  token_free(t);
  return sum;
}

/* Frees what the activation above made, and works on after that. */
NOINLINE static int hand_down(struct token *above, const char *text, int depth) {
  struct token *t = token_new(depth, text);
  int sum = t->length + (above ? above->kind : 0);
  token_free(above);
  if (depth > 0)
    sum += 2 * hand_down(t, text + 1, depth - 1);
  else
    token_free(t);
  return sum + 1;
}

/* Looks at what the activation above made, and frees only its own. */
NOINLINE static int lend(struct token *above, const char *text, int depth) {
  struct token *t = token_new(depth, text);
  int sum = above ? above->kind - above->length : 0;
  if (depth > 0)
    sum += 2 * lend(t, text + 1, depth - 1);
  sum += t->kind;
  token_free(t);
  return sum;
}

/* Two that call each other; the second frees what the first made, if it is
 * told to. */
NOINLINE static int odd(struct token *above, const char *text, int depth);
NOINLINE static int even(const char *text, int depth) {
  struct token *own = token_new(depth, text);
  struct token *given = token_new(depth + 1, text);
  int sum = own->kind + (depth ? odd(given, text, depth - 1) : 0);
  if (depth == 0)
    token_free(given);
  sum += own->length;
  token_free(own);
  return sum;
}
NOINLINE static int odd(struct token *above, const char *text, int depth) {
  struct token *own = token_new(depth, text);
  int sum = above->kind + (depth ? even(text, depth - 1) : 0);
  token_free(above);
  sum += own->kind;
  token_free(own);
  return sum;
}

/* One of two is freed on the way down, by a pointer that may be either's. */
NOINLINE static int either(struct token *above, const char *text, int depth) {
  struct token *one = token_new(depth, text);
  struct token *other = token_new(depth + 7, text);
  int is_odd = depth & 1;
  struct token *first = is_odd ? above : one;
  struct token *second = is_odd ? one : NULL;
  int sum = one->kind + other->kind;
  if (depth > 0)
    sum += 2 * either(is_odd ? NULL : other, text, depth - 1);
  token_free(first);
  token_free(second);
  if (is_odd || depth == 0)
    token_free(other);
  return sum;
}

int main(void) {
  CHECK(walk("another", 5) == 16377);
  printf("%d\n", walk("a text that is walked", 9));
  printf("%d\n", hand_down(NULL, "handed down", 8));
  printf("%d\n", lend(NULL, "lent to the next", 7));
  printf("%d\n", even("even and odd", 9));
  printf("%d\n", either(NULL, "one or the other", 6));
  return done();
}
