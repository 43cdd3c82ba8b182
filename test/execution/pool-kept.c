// EXPECT: promoted=3
// Twins of the pools: the same loops where an instance outlives the frame, is freed
// elsewhere, or its address is looked at. Three sites go to the frame of main, which
// owns what they make.
#include "check.h"

struct node {
  struct node *next;
  long value;
};

/* The list is the result. */
NOINLINE static struct node *returned(long n) {
  struct node *list = NULL;
  for (long i = 0; i < n; i++) {
    struct node *p = malloc(sizeof *p);
    if (!p) abort();
    p->next = list;
    p->value = i;
    list = p;
  }
  return list;
}

/* The last one stays with the caller. */
NOINLINE static long last_stays(long n, struct node **last) {
  struct node *previous = NULL;
  long sum = 0;
  for (long i = 0; i < n; i++) {
    struct node *p = malloc(sizeof *p);
    if (!p) abort();
    p->next = NULL;
    p->value = i;
    if (previous) sum += previous->value;
    free(previous);
    previous = p;
  }
  *last = previous;
  return sum;
}

/* A callee frees it. */
NOINLINE static void release(struct node *p) { free(p); }

NOINLINE static long freed_in_callee(long n) {
  struct node *previous = NULL;
  long sum = 0;
  for (long i = 0; i < n; i++) {
    struct node *p = malloc(sizeof *p);
    if (!p) abort();
    p->next = previous;
    p->value = i;
    sum += p->next ? p->next->value : 0;
    release(previous);
    previous = p;
  }
  release(previous);
  return sum;
}

/* A deeper activation frees what this one made. */
NOINLINE static long recursive(long depth, struct node *list) {
  long sum = 0;
  while (list) {
    struct node *next = list->next;
    sum += list->value;
    free(list);
    list = next;
  }
  if (depth == 0) return sum;
  for (long i = 0; i < depth; i++) {
    struct node *p = malloc(sizeof *p);
    if (!p) abort();
    p->next = list;
    p->value = i;
    list = p;
  }
  return sum + recursive(depth - 1, list);
}

/* Addresses are numbers that the program keeps: no two of them are equal. */
NOINLINE static long compared(long n) {
  uintptr_t seen[64];
  long equal = 0;
  for (long i = 0; i < n; i++) {
    char *p = malloc(16);
    if (!p) abort();
    p[0] = 1;
    seen[i] = (uintptr_t)p;
    for (long j = 0; j < i; j++) equal += seen[i] == seen[j];
  }
  return equal;
}

int main(void) {
  long sum = 0;
  struct node *list = returned(20), *last = NULL;
  dirty_stack();
  while (list) {
    struct node *next = list->next;
    sum += list->value;
    free(list);
    list = next;
  }
  CHECK(sum == 190);
  CHECK(last_stays(20, &last) == 171);
  dirty_stack();
  CHECK(last && last->value == 19);
  free(last);
  CHECK(freed_in_callee(20) == 171);
  CHECK(recursive(10, NULL) == 165);
  CHECK(compared(opaque(64)) == 0);
  return done();
}
