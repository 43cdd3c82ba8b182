// STACK: 256
// EXPECT: promoted>=4
// Three million allocations in loops leave the stack where it was, whether an instance is
// freed in its turn, one turn later, or never.
#include "check.h"

struct node {
  struct node *next;
  unsigned char bytes[92];
};

NOINLINE static unsigned long one_turn_later(long n) {
  unsigned char *previous = NULL;
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) {
    unsigned char *p = malloc(100);
    if (!p) abort();
    p[99] = (unsigned char)i & 127;
    if (previous) sum += previous[99];
    free(previous);
    previous = p;
  }
  free(previous);
  return sum;
}

NOINLINE static unsigned long in_its_turn(long n) {
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) {
    unsigned char *p = malloc(100);
    if (!p) abort();
    p[99] = (unsigned char)i & 127;
    sum += p[99];
    free(p);
  }
  return sum;
}

/* Two in three are freed: the pool fills with what is lost. */
NOINLINE static unsigned long some_lost(long n) {
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) {
    unsigned char *p = malloc(4);
    if (!p) abort();
    p[3] = (unsigned char)i & 127;
    sum += p[3];
    if (i % 3) free(p);
  }
  return sum;
}

/* By backward gotos into the middle of a loop: irreducible. */
NOINLINE static unsigned long lists_by_goto(long n, long length) {
  struct node *list = NULL;
  unsigned long sum = 0;
  long i = 0, held = 0;
  if (n & 1) goto middle;
again:;
  struct node *p = malloc(sizeof *p);
  if (!p) abort();
  p->next = list;
  p->bytes[91] = (unsigned char)i & 127;
  list = p;
  held++;
middle:
  if (held == length)
    while (list) {
      struct node *next = list->next;
      sum += list->bytes[91];
      free(list);
      list = next;
      held--;
    }
  if (++i < n) goto again;
  while (list) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  return sum;
}

int main(void) {
  long n = opaque(3000000);
  printf("%lu %lu\n", one_turn_later(n), in_its_turn(n));
  printf("%lu %lu\n", some_lost(n), lists_by_goto(n, 20));
  return done();
}
