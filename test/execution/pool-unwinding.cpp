// FLAGS: -lstdc++
// EXPECT: promoted>=2
// Plan 3 across ways out: exceptions in between, handlers that free, longjmp past the frame.
// A pool goes with its frame; what overflowed is freed where it was.
#include "check.h"
#include <csetjmp>
#include <new>

struct Node {
  Node *next;
  long value;
};

NOINLINE static void may_throw(long i, long at) {
  if (i == at)
    throw i;
}

// Freed in the cleanup as on the normal way.
NOINLINE static long with_cleanup(long n, long at) {
  struct List {
    Node *first = nullptr;
    ~List() {
      while (first) {
        Node *next = first->next;
        delete first;
        first = next;
      }
    }
  } list;
  long sum = 0;
  for (long i = 0; i < n; i++) {
    list.first = new Node{list.first, i};
    may_throw(i, at);
  }
  for (Node *p = list.first; p; p = p->next)
    sum = (sum * 3 + p->value) % 1000003;
  return sum;
}

// Caught in the loop, so that the pool goes on.
NOINLINE static long caught_in_loop(long n, long every) {
  Node *list = nullptr;
  long sum = 0;
  for (long i = 0; i < n; i++) {
    Node *p = new (std::nothrow) Node{list, i};
    if (!p)
      return -1;
    try {
      may_throw(i % every, every - 1);
      list = p;
    } catch (long) {
      sum += p->value;
      delete p;
    }
  }
  while (list) {
    Node *next = list->next;
    sum -= list->value;
    delete list;
    list = next;
  }
  return sum;
}

static long expect_caught(long n, long every) {
  long sum = 0;
  for (long i = 0; i < n; i++)
    sum += i % every == every - 1 ? i : -i;
  return sum;
}

static jmp_buf target;

NOINLINE static void may_jump(long i, long at) {
  if (i == at)
    longjmp(target, 1);
}

// The frame is left in the middle, with elements in use.
NOINLINE static long jumps(long n, long at) {
  Node *list = nullptr;
  long sum = 0;
  for (long i = 0; i < n; i++) {
    Node *p = static_cast<Node *>(malloc(sizeof(Node)));
    if (!p)
      return -1;
    p->next = list;
    p->value = i;
    list = p;
    may_jump(i, at);
  }
  while (list) {
    Node *next = list->next;
    sum += list->value;
    free(list);
    list = next;
  }
  return sum;
}

NOINLINE static long jumped(long n, long at) {
  if (setjmp(target))
    return -2;
  return jumps(n, at);
}

int main() {
  for (long n = 1; n < 80; n = n * 2 + 1)
    for (long at = -1; at < n; at += 5) {
      long sum = -1;
      try {
        sum = with_cleanup(opaque(n), opaque(at));
        CHECK(at < 0);
      } catch (long x) {
        CHECK(x == at);
      }
      dirty_stack();
      printf("%ld\n", sum);
      CHECK(caught_in_loop(n, 3) == expect_caught(n, 3));
      CHECK(jumped(opaque(n), opaque(at)) == (at < 0 ? n * (n - 1) / 2 : -2));
    }
  return done();
}
