// FLAGS: -lstdc++
// SKIP: asan asan-raw sound valgrind
// (They have operators of their own.)
// Traps 28 and 29. The program replaces operator new and sees who calls it: a direct call
// of the function must happen, a new-expression may go. Nothing is promoted in the body.
#include "check.h"
#include <new>

static long calls, live;

NOINLINE void *operator new(std::size_t size) {
  long *block = static_cast<long *>(malloc(size + 16));
  if (!block)
    throw std::bad_alloc();
  calls++;
  live++;
  block[0] = static_cast<long>(size);
  return block + 2;
}

NOINLINE void operator delete(void *p) noexcept {
  if (!p)
    return;
  live--;
  free(static_cast<long *>(p) - 2);
}

void operator delete(void *p, std::size_t) noexcept { operator delete(p); }

NOINLINE static long direct(long x) {
  long *p = static_cast<long *>(::operator new(sizeof *p));
  *p = x;
  long r = *p + p[-2];
  ::operator delete(p);
  return r;
}

NOINLINE static long expression(long x) {
  long *p = new long(x);
  long r = *p + 1;
  delete p;
  return r;
}

int main() {
  for (long i = 0; i < 10; i++)
    CHECK(direct(opaque(i)) == i + 8);
  CHECK(calls == 10);
  CHECK(live == 0);
  for (long i = 0; i < 10; i++)
    CHECK(expression(opaque(i)) == i + 1);
  CHECK(calls <= 20);
  CHECK(live == 0);
  return done();
}
