// EXPECT: promoted=0
// Trap 47. The value operand of an atomic escapes; its address operand does not.
#include "check.h"
#include <stdatomic.h>

static _Atomic(long *) top;
static _Atomic uintptr_t word;

NOINLINE static void by_store(long x) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[2] = x + 2;
  atomic_store(&top, p);
}
NOINLINE static void by_exchange(long x) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[2] = x + 2;
  free(atomic_exchange(&top, p));
}
NOINLINE static void by_cas(long x) {
  long *p = malloc(3 * sizeof *p), *old = atomic_load(&top);
  if (!p) abort();
  p[0] = x; p[2] = x + 2;
  while (!atomic_compare_exchange_weak(&top, &old, p)) {
  }
  free(old);
}
NOINLINE static void as_word(long x) {
  long *p = malloc(3 * sizeof *p);
  if (!p) abort();
  p[0] = x; p[2] = x + 2;
  atomic_fetch_add(&word, (uintptr_t)p);
}

static void holds(long x) {
  long *p = atomic_load(&top);
  CHECK(p[0] == x && p[2] == x + 2);
}

int main(void) {
  by_store(1); dirty_stack(); holds(1);
  by_exchange(2); dirty_stack(); holds(2);
  by_cas(3); dirty_stack(); holds(3);
  as_word(4); dirty_stack();
  long *p = (long *)atomic_load(&word);
  CHECK(p[0] == 4 && p[2] == 6);
  free(p);
  free(atomic_load(&top));
  return done();
}
