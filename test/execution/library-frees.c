// A buffer the library may free or replace: getline, open_memstream, asprintf.
// FLAGS: -D_GNU_SOURCE
#include "check.h"

NOINLINE static long lines(void) {
  FILE *f = tmpfile();
  if (!f) abort();
  fputs("short\na line that is much longer than the buffer was at first\nend\n", f);
  rewind(f);
  size_t n = 8;
  char *line = malloc(8);
  if (!line) abort();
  long r = 0;
  ssize_t got;
  while ((got = getline(&line, &n, f)) > 0) r = r * 100 + got;
  r = r * 10 + line[0];
  free(line);
  fclose(f);
  return r;
}

NOINLINE static long stream(void) {
  char *text = NULL;
  size_t n = 0;
  FILE *f = open_memstream(&text, &n);
  if (!f) abort();
  for (int i = 0; i < 100; i++) fprintf(f, "%d,", i);
  fclose(f);
  long r = (long)n * 1000 + text[n - 2];
  free(text);
  return r;
}

NOINLINE static char *formatted(int x) {
  char *text = NULL;
  if (asprintf(&text, "x is %d", x) < 0) abort();
  return text;
}

int main(void) {
  CHECK(lines() == (6 * 10000L + 56 * 100 + 4) * 10 + 'e');
  CHECK(stream() == 290000 + '9');
  char *text = formatted(42);
  dirty_stack();
  CHECK(strcmp(text, "x is 42") == 0);
  free(text);
  return done();
}
