// Trap 15. realloc copies, may move, takes null; a failing one leaves the block alone.
#include "check.h"

NOINLINE static long grows(int n) {
  int *p = malloc(4 * sizeof *p);
  if (!p) abort();
  for (int i = 0; i < 4; i++) p[i] = i + 1;
  for (int cap = 4; cap < n; cap *= 2) {
    int *q = realloc(p, 2 * (size_t)cap * sizeof *p);
    if (!q) abort();
    p = q;
    for (int i = cap; i < 2 * cap; i++) p[i] = i + 1;
  }
  dirty_stack();
  long sum = 0;
  for (int i = 0; i < n; i++) sum += p[i];
  free(p);
  return sum;
}

NOINLINE static char *from_null(const char *text) {
  char *p = realloc(NULL, strlen(text) + 1);
  if (!p) abort();
  return strcpy(p, text);
}

/* The small block outlives the function only through realloc's result. */
NOINLINE static char *moved(const char *text) {
  char *p = malloc(16);
  if (!p) abort();
  memset(p, 0, 16);
  strncpy(p, text, 15);
  return realloc(p, 400);
}

int main(void) {
  CHECK(grows(4) == 10);
  CHECK(grows(100) == 5050);
  char *a = from_null("from null"), *b = moved("moved");
  dirty_stack();
  CHECK(strcmp(a, "from null") == 0);
  CHECK(strcmp(b, "moved") == 0);
  free(a);
  free(b);
  return done();
}
