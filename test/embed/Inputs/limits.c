#define __ESCAPE__
#include <escape/assert.h>
#include <stdlib.h>
int *kept;
void asserts_what_is_wrong(void) {
  int *p = malloc(sizeof *p);
  ESCAPE_MUST_NOT_ESCAPE(p);
  kept = p;
}
int takes_integer(long p) { return *(int *)p; }
