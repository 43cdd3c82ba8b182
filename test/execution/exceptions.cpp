// FLAGS: -lstdc++
// EXPECT: promoted>=2
// Traps 32 to 34. operator new that is invoked, frees in landing pads, objects that are
// thrown or that a handler still sees.
#include "check.h"
#include <new>

struct Pair {
  long a, b;
};

NOINLINE static void may_throw(long x) {
  if (opaque(x) == 3)
    throw x;
  if (opaque(x) == 4)
    throw "text";
}

NOINLINE static long read(const Pair *p) { return p->a * 10 + p->b; }

// Freed on the normal path and in the cleanup.
NOINLINE static long with_cleanup(long x) {
  struct Owner {
    Pair *p;
    ~Owner() { delete p; }
  } owner{new Pair{x, 2}};
  may_throw(x);
  return read(owner.p);
}

// The handler reads it and frees it.
NOINLINE static long in_handler(long x) {
  Pair *p = new Pair{x, 5};
  long r;
  try {
    Pair *q = new Pair{1, x};
    p->b += read(q);
    delete q;
    may_throw(x);
    r = 1000;
  } catch (long y) {
    dirty_stack();
    r = read(p) + y;
  } catch (...) {
    r = -read(p);
  }
  delete p;
  return r;
}

// The exception carries it out of its frame.
NOINLINE static void throws_it(long x) {
  Pair *p = new Pair{x, 7};
  throw p;
}

NOINLINE static long catches_it(long x) {
  try {
    throws_it(x);
  } catch (Pair *p) {
    dirty_stack();
    long r = read(p);
    delete p;
    return r;
  }
  return -1;
}

// Stored in an object that is thrown by value.
struct Failure {
  Pair *where;
};

NOINLINE static void fails(long x) { throw Failure{new Pair{x, 8}}; }

NOINLINE static long catches_failure(long x) {
  long r = 0;
  try {
    fails(x);
  } catch (const Failure &failure) {
    dirty_stack();
    r = read(failure.where);
    delete failure.where;
  }
  return r;
}

int main() {
  for (long i = 2; i < 5; i++) {
    long r = -5;
    try {
      r = with_cleanup(i);
    } catch (long x) {
      r = -x;
    } catch (const char *text) {
      r = text[0];
    }
    printf("%ld %ld %ld %ld\n", r, in_handler(i), catches_it(i),
           catches_failure(i));
  }
  return done();
}
