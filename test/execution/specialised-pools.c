// EXPECT O2: promoted>=5
// Callees build lists and buffers for their caller, in pools of its frame: lists
// longer than a pool, lists that are shortened and grow again, inner buffers that
// are freed by a pointer read from memory, two lists that share nodes' size.
#include "check.h"

struct node { struct node *next; unsigned long value; char *name; };

NOINLINE struct node *push(struct node *list, unsigned long value) {
  struct node *n = malloc(sizeof *n);
  if (!n) abort();
  n->name = malloc(8);
  if (!n->name) abort();
  n->next = list;
  n->value = value;
  for (int i = 0; i < 7; i++) n->name[i] = (char)('a' + (value + i) % 26);
  n->name[7] = 0;
  return n;
}

NOINLINE struct node *build(unsigned long count, unsigned long seed) {
  struct node *list = NULL;
  for (unsigned long i = 0; i < count; i++) {
    struct node *n = malloc(sizeof *n);
    if (!n) abort();
    n->next = list;
    n->value = seed * 31 + i;
    n->name = NULL;
    list = n;
  }
  return list;
}

NOINLINE struct node *drop(struct node *list, unsigned long count) {
  while (list && count--) {
    struct node *next = list->next;
    free(list->name);
    memset(list, 0x77, sizeof *list);
    free(list);
    list = next;
  }
  return list;
}

NOINLINE unsigned long sum(const struct node *list) {
  unsigned long s = 1;
  for (; list; list = list->next)
    s = s * 33 + list->value;
  return s;
}

NOINLINE static unsigned long built(unsigned long n) {
  struct node *list = build(n, 3);
  unsigned long s = sum(list);
  drop(list, ~0ul);
  return s;
}

NOINLINE static unsigned long pushed(unsigned long n) {
  struct node *list = NULL;
  for (unsigned long i = 0; i < n; i++) list = push(list, i * 7);
  unsigned long s = sum(list);
  list = drop(list, n / 2);
  s = s * 5 + sum(list);
  dirty_stack();
  for (unsigned long i = 0; i < n / 3; i++) list = push(list, i + 100);
  s = s * 5 + sum(list);
  drop(list, ~0ul);
  return s;
}

NOINLINE static unsigned long twice(unsigned long n) {
  struct node *a = build(n, 1), *b = build(n + 1, 2);
  unsigned long s = sum(a) * 7 + sum(b);
  a = drop(a, 1);
  b = push(b, 9);
  s = s * 7 + sum(a) + sum(b);
  drop(b, ~0ul);
  dirty_stack();
  s += sum(a);
  drop(a, ~0ul);
  return s;
}

/* The caller's list or an own one. */
NOINLINE static unsigned long either(struct node *theirs, int c) {
  struct node *own = build(3, 5);
  struct node *first = c ? own : theirs, *second = c ? theirs : own;
  unsigned long s = sum(first);
  drop(first, ~0ul);
  s = s * 3 + sum(second);
  drop(second, ~0ul);
  return s;
}

NOINLINE static struct node *kept(void) {
  struct node *gone = build(2, 1), *stays = build(2, 8);
  drop(gone, ~0ul);
  return stays;
}

int main(void) {
  unsigned long s = 0;
  for (unsigned long n = 1; n < 400; n = n * 3 + 1)
    s = s * 3 + built(n) + pushed(n) + twice(n);
  s += either(build(2, 4), 0) + either(build(40, 4), 1);
  struct node *k = kept();
  dirty_stack();
  s += sum(k);
  CHECK(k->value == 8 * 31 + 1);
  drop(k, ~0ul);
  printf("%lu\n", s);
  return done();
}
