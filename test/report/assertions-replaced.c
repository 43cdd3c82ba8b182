// A limit: the optimizer makes a calloc of these two calls, and the mark that the
// object must be promoted is lost. If this fails, docs/assertions.md has a limit less.
//
// REQUIRES: report
// RUN: %escape-cc -O2 -c %s -o %t.o
#include <escape/assert.h>
#include <stdlib.h>
#include <string.h>

char *last;

void replaced(void) {
  char *p = malloc(64);
  ESCAPE_MUST_BE_PROMOTED(p);
  if (!p)
    abort();
  memset(p, 0, 64);
  last = p;
}
