// EXPECT: promoted>=1
// What programs do with a small buffer: build, search, compare, print, copy.
#include "check.h"

static char out[64];

NOINLINE static long work(const char *name, int x) {
  char *p = malloc(48);
  if (!p) abort();
  snprintf(p, 48, "%s=%d;", name, x);
  char *eq = strchr(p, '=');
  if (!eq) abort();
  *eq = '\0';
  long r = (long)strlen(p) * 100 + atoi(eq + 1);
  if (strcmp(p, name) != 0) r = -1;
  memcpy(out, p, strlen(p) + 1);
  free(p);
  return r;
}

NOINLINE static int reversed(const char *text) {
  char *p = malloc(32);
  if (!p) abort();
  size_t n = strlen(text);
  for (size_t i = 0; i < n; i++) p[n - 1 - i] = text[i];
  p[n] = '\0';
  int r = strcmp(p, text);
  puts(p);
  free(p);
  return r == 0;
}

int main(void) {
  CHECK(work("alpha", 42) == 542);
  CHECK(strcmp(out, "alpha") == 0);
  CHECK(work("b", -7) == 93);
  CHECK(reversed("level"));
  CHECK(!reversed("levels"));
  return done();
}
