// EXPECT: promoted>=2
// Trap 17, scenario 48. The object is checked for null; the path without memory prints.
#include "check.h"

NOINLINE static int length(const char *name) {
  char *copy = malloc(64);
  if (copy == NULL) {
    puts("out of memory");
    return -1;
  }
  strcpy(copy, name);
  strcat(copy, "!");
  int n = (int)strlen(copy);
  free(copy);
  return n;
}

NOINLINE static int checked_at_the_end(int x) {
  int *p = malloc(sizeof *p);
  if (p) *p = x;
  int r = p ? *p : -1;
  if (p) free(p);
  return r;
}

int main(void) {
  CHECK(length("Bill") == 5);
  CHECK(length("") == 1);
  for (int i = 0; i < 5; i++) CHECK(checked_at_the_end(i) == i);
  return done();
}
