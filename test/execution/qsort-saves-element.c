// EXPECT: promoted=0
// Trap 43. The comparison of qsort keeps the address of an element: the array is alive
// after the function that made it.
#include "check.h"

static const int *saved;
static int *array;
static const int *found; // beyond main: no frame may own the array

static int compare(const void *a, const void *b) {
  const int *x = a, *y = b;
  if (*x == 7) saved = x;
  if (*y == 7) saved = y;
  return (*x > *y) - (*x < *y);
}

static int stays(const void *a, const void *b) { return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b); }

NOINLINE static void sort(void) {
  int *p = malloc(8 * sizeof *p);
  if (!p) abort();
  for (int i = 0; i < 8; i++) p[i] = (i * 5) % 8;
  qsort(p, 8, sizeof *p, compare);
  array = p;
}

/* bsearch returns a pointer into the array it was given. */
NOINLINE static const int *find(int x) {
  int *p = malloc(8 * sizeof *p);
  if (!p) abort();
  for (int i = 0; i < 8; i++) p[i] = i;
  array = NULL;
  return bsearch(&x, p, 8, sizeof *p, stays);
}

int main(void) {
  sort();
  dirty_stack();
  for (int i = 0; i < 8; i++) CHECK(array[i] == i);
  CHECK(saved != NULL);
  free(array);
  found = find(5);
  dirty_stack();
  CHECK(found && *found == 5 && found[2] == 7);
  return done();
}
