// Copies made by the library, used locally and kept.
#include "check.h"

static char *kept;

NOINLINE static int local(const char *text) {
  char *p = strdup(text);
  if (!p) abort();
  p[0] = 'X';
  int n = (int)strlen(p) + p[0];
  free(p);
  return n;
}

NOINLINE static void keep(const char *text) {
  char *p = strndup(text, 6);
  if (!p) abort();
  kept = p;
}

int main(void) {
  char text[] = "some text";
  CHECK(local(text) == 9 + 'X');
  CHECK(text[0] == 's');
  keep(text);
  dirty_stack();
  CHECK(strcmp(kept, "some t") == 0);
  free(kept);
  return done();
}
