// EXPECT: promoted>=2
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

/* As many bytes as the limit allows; the end is written. */
NOINLINE static int limited(const char *text, size_t most) {
  char *p = strndup(text, most);
  if (!p) abort();
  int n = (int)strlen(p);
  if (n) n += p[n - 1];
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
  CHECK(limited(text, 4) == 4 + 'e');
  CHECK(limited(text, 100) == 9 + 't');
  CHECK(limited(text, 0) == 0);
  char large[1000];
  memset(large, 'l', 999);
  large[999] = 0;
  CHECK(local(large) == 999 + 'X');
  CHECK(limited(large, 255) == 255 + 'l');
  CHECK(limited(large, 256) == 256 + 'l');
  keep(text);
  dirty_stack();
  CHECK(strcmp(kept, "some t") == 0);
  free(kept);
  return done();
}
