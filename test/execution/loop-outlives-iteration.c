// Trap 6, scenario 43. Pointers that are used after the iteration that made them.
#include "check.h"

/* All nodes are alive at the end of the loop. */
struct node { struct node *next; long v; };

NOINLINE static long list(long n) {
  struct node *head = NULL;
  for (long i = 0; i < n; i++) {
    struct node *p = malloc(sizeof *p);
    if (!p) abort();
    p->v = i;
    p->next = head;
    head = p;
  }
  long sum = 0;
  for (struct node *p = head; p; p = p->next) sum = sum * 2 + p->v;
  while (head) {
    struct node *next = head->next;
    free(head);
    head = next;
  }
  return sum;
}

/* The smallest one seen is kept, all others are freed at once. */
NOINLINE static long smallest(const long *values, int n) {
  long *best = NULL;
  for (int i = 0; i < n; i++) {
    long *p = malloc(sizeof *p);
    if (!p) abort();
    *p = values[i];
    if (!best || *p < *best) {
      free(best);
      best = p;
    } else {
      free(p);
    }
  }
  long r = *best;
  free(best);
  return r;
}

/* An irreducible cycle: two entries, the allocation in it. */
NOINLINE static long two_entries(long n, int where) {
  long *keep[8] = {0}, i = 0, sum = 0;
  if (where) goto middle;
top:
  if (i >= n) goto out;
middle:
  keep[i] = malloc(sizeof **keep);
  if (!keep[i]) abort();
  *keep[i] = i * 7;
  i++;
  goto top;
out:
  for (long k = 0; k < i; k++) sum += *keep[k];
  for (long k = 0; k < i; k++) free(keep[k]);
  return sum;
}

int main(void) {
  static const long values[] = {9, 4, 7, 2, 8, 2, 5};
  CHECK(list(6) == 0 + ((((5 * 2 + 4) * 2 + 3) * 2 + 2) * 2 + 1) * 2);
  CHECK(list(0) == 0);
  CHECK(smallest(values, 7) == 2);
  CHECK(smallest(values, 2) == 4);
  CHECK(two_entries(8, 0) == 7 * 28);
  CHECK(two_entries(0, 1) == 0);
  CHECK(two_entries(5, 1) == 70);
  return done();
}
