// EXPECT: promoted>=1
// Trap 8. Cycles that are no loops to LoopInfo: two entries, backward gotos. Objects of
// an earlier turn are alive where the next is made, except where each is freed first.
#include "check.h"

// Entered in the middle or at the top; the object of one turn is read in the next.
NOINLINE static long two_entries(long n, long middle) {
  long *previous = NULL, *p = NULL, sum = 0;
  if (middle)
    goto inside;
top:
  p = malloc(sizeof *p);
  if (!p)
    return -1;
  *p = n;
  if (previous)
    sum = sum * 3 + *previous + (previous != p);
  free(previous);
  previous = p;
inside:
  sum += 7;
  if (--n > 0)
    goto top;
  if (previous)
    sum += *previous;
  free(previous);
  return sum;
}

// Freed before the jump back, on both paths.
NOINLINE static long freed_each_turn(long n) {
  long sum = 0;
  goto second;
first:
  sum += 1;
second:;
  long *p = malloc(2 * sizeof *p);
  if (!p)
    return -1;
  p[0] = n;
  p[1] = sum;
  sum = p[0] * 5 + p[1];
  if (n-- & 1) {
    free(p);
    if (n > 0)
      goto first;
  } else {
    free(p);
    if (n > 0)
      goto second;
  }
  dirty_stack();
  return sum;
}

// A list that backward gotos build, across two labels that jump into one another.
NOINLINE static long list_by_goto(long n) {
  struct node {
    struct node *next;
    long value;
  } *list = NULL, *node;
  if (n & 1)
    goto odd;
even:
  node = malloc(sizeof *node);
  if (!node)
    return -1;
  node->value = n * 2;
  node->next = list;
  list = node;
  if (--n > 0 && (n & 1))
    goto odd;
  goto end;
odd:
  node = malloc(sizeof *node);
  if (!node)
    return -1;
  node->value = n * 3;
  node->next = list;
  list = node;
  if (--n > 0)
    goto even;
end:
  dirty_stack();
  long sum = 0, count = 0;
  while (list) {
    sum += list->value * ++count;
    node = list->next;
    free(list);
    list = node;
  }
  return sum * 100 + count;
}

int main(void) {
  CHECK(two_entries(opaque(1), 1) == 7);
  printf("%ld %ld\n", two_entries(opaque(5), 0), two_entries(opaque(5), 1));
  printf("%ld %ld\n", freed_each_turn(opaque(6)), freed_each_turn(opaque(9)));
  printf("%ld %ld\n", list_by_goto(opaque(7)), list_by_goto(opaque(8)));
  return done();
}
