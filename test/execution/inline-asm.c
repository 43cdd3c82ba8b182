// EXPECT: promoted=0
// Trap 48. Inline assembly may do anything with its operands.
#include "check.h"

static long *kept, *kept_by_memory;

NOINLINE static void by_register(long x) {
  long *p = malloc(2 * sizeof *p), *q;
  if (!p) abort();
  p[0] = x; p[1] = x + 1;
  __asm__ volatile("" : "=r"(q) : "0"(p) : "memory");
  kept = q;
}

/* The operand is the memory that holds the address. */
NOINLINE static void by_memory(long x) {
  struct { long *p; } cell;
  cell.p = malloc(2 * sizeof *cell.p);
  if (!cell.p) abort();
  cell.p[0] = x; cell.p[1] = x + 1;
  long *q;
  __asm__ volatile("" : "+m"(cell));
  q = cell.p;
  kept_by_memory = q;
}

int main(void) {
  by_register(5);
  by_memory(7);
  dirty_stack();
  CHECK(kept[0] == 5 && kept[1] == 6);
  CHECK(kept_by_memory[0] == 7 && kept_by_memory[1] == 8);
  free(kept);
  free(kept_by_memory);
  return done();
}
