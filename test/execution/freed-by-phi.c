// Objects that are freed by a variable which held another one before, or holds one in some
// turns only: one slot where each is dead before the next is made, a pool where not.
// EXPECT: promoted>=3
// EXPECT O2: promoted>=4
#include "check.h"

struct node {
  long value;
  struct node *next;
};

NOINLINE static long some_turns(int n) {
  long sum = 0;
  for (int i = 0; i < n; i++) {
    struct node *p = NULL;
    if (i % 3) {
      p = malloc(sizeof *p);
      p->value = opaque(i);
      p->next = p;
    }
    if (p)
      sum = sum * 3 % 1000003 + p->next->value;
    free(p);
  }
  return sum;
}

NOINLINE static long freed_before_next(int n) {
  struct node *p = NULL;
  long sum = 0;
  for (int i = 0; i < n; i++) {
    long last = p ? p->value : 1;
    free(p);
    p = malloc(sizeof *p);
    p->value = opaque(last + i);
    sum += p->value;
  }
  free(p);
  return sum;
}

NOINLINE static long freed_after_next(int n) {
  struct node *last = NULL;
  long sum = 0;
  for (int i = 0; i < n; i++) {
    struct node *p = malloc(sizeof *p);
    p->value = opaque(i);
    p->next = last;
    CHECK(p != last);
    if (last)
      sum += last->value * p->value;
    free(last);
    p->next = NULL;
    last = p;
  }
  free(last);
  return sum;
}

// Two that change places in each turn; both are alive.
NOINLINE static long exchanged(int n) {
  struct node *a = malloc(sizeof *a), *b = malloc(sizeof *b);
  a->value = 1;
  b->value = 2;
  for (int i = 0; i < n; i++) {
    struct node *t = a;
    a = b;
    b = t;
    a->value += opaque(b->value);
  }
  CHECK(a != b);
  long sum = a->value * 5 + b->value;
  free(a);
  free(b);
  return sum;
}

// The array that grows, as a vector does.
NOINLINE static long grown(int n) {
  int *at = NULL, count = 0, room = 0;
  for (int i = 0; i < n; i++) {
    if (count == room) {
      int more = room ? room * 2 : 1;
      int *next = malloc(more * sizeof *next);
      if (count)
        memcpy(next, at, count * sizeof *at);
      free(at);
      at = next;
      room = more;
    }
    at[count++] = i * 7;
  }
  long sum = 0;
  for (int i = 0; i < count; i++)
    sum += at[i] ^ i;
  free(at);
  return sum;
}

// The address of the one that is lost stays its own: the kept twin.
NOINLINE static int lost(int n) {
  struct node *held = NULL;
  int met = 0;
  for (int i = 0; i < n; i++) {
    struct node *p = malloc(sizeof *p);
    p->value = i;
    met += p == held;
    if (i % 2 == 0)
      held = p;
    else
      free(p);
  }
  free(held);
  return met;
}

int main(void) {
  for (int n = 0; n < 40; n++)
    printf("%ld %ld %ld %ld %ld %d\n", some_turns(n), freed_before_next(n), freed_after_next(n), exchanged(n), grown(n), lost(n));
  dirty_stack();
  printf("%ld %ld\n", some_turns(100000), freed_before_next(100000));
  return done();
}
