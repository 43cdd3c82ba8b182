// FLAGS: -pthread -D_GNU_SOURCE
// EXPECT: promoted=1
// Functions of the C library that keep what they are given, or return a part of it: the
// last is owned by main.
#include "check.h"
#include <pthread.h>
#include <search.h>

NOINLINE static void environment(void) {
  char *p = malloc(32);
  if (!p) abort();
  strcpy(p, "ESCAPE_TEST=kept");
  putenv(p);
}

NOINLINE static char *tokens(void) {
  char *p = malloc(32);
  if (!p) abort();
  strcpy(p, "one,two,three");
  return strtok(p, ",");
}

NOINLINE static FILE *buffered(void) {
  FILE *f = tmpfile();
  char *buffer = malloc(512);
  if (!f || !buffer) abort();
  setvbuf(f, buffer, _IOFBF, 512);
  fputs("first ", f);
  return f;
}

static pthread_key_t key;
NOINLINE static void specific(void) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = 11; p[2] = 13;
  pthread_setspecific(key, p);
}

static void *tree;
static int by_text(const void *a, const void *b) { return strcmp(a, b); }
NOINLINE static void search_tree(const char *text) {
  char *p = malloc(16);
  if (!p) abort();
  strcpy(p, text);
  if (!tsearch(p, &tree, by_text)) abort();
}

NOINLINE static char *part_of(int way) {
  char *p = malloc(16), *end = NULL;
  if (!p) abort();
  strcpy(p, "12ab:tail");
  switch (way) {
  case 0: return strchr(p, ':');
  case 1: return strstr(p, ":t");
  case 2: strtol(p, &end, 10); return end + 2;
  case 3: return memchr(p, ':', 9);
  default: return strpbrk(p, ".:");
  }
}

int main(void) {
  environment();
  char *one = tokens();
  FILE *f = buffered();
  pthread_key_create(&key, NULL);
  specific();
  search_tree("key a");
  search_tree("key b");
  dirty_stack();

  CHECK(getenv("ESCAPE_TEST") && strcmp(getenv("ESCAPE_TEST"), "kept") == 0);
  CHECK(strcmp(one, "one") == 0);
  CHECK(strcmp(strtok(NULL, ","), "two") == 0);
  CHECK(strcmp(strtok(NULL, ","), "three") == 0);
  for (int i = 0; i < 200; i++) fputs("more text ", f);
  rewind(f);
  char line[13] = {0};
  CHECK(fread(line, 1, 12, f) == 12 && strcmp(line, "first more t") == 0);
  fclose(f);
  long *p = pthread_getspecific(key);
  CHECK(p[0] == 11 && p[2] == 13);
  void **found = tfind("key b", &tree, by_text);
  CHECK(found && strcmp(*found, "key b") == 0);
  for (int way = 0; way < 5; way++) {
    char *tail = part_of((int)opaque(way));
    dirty_stack();
    CHECK(strcmp(tail, ":tail") == 0);
  }
  return done();
}
