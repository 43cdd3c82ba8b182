// FLAGS: -lstdc++
// EXPECT: promoted<=4
// Trap 57. Whoever implements the interface may keep what it is given.
#include "check.h"

struct Item {
  long value;
};
struct Sink {
  virtual long take(Item *item) = 0;
  virtual ~Sink() {}
};
struct Reads : Sink {
  long take(Item *item) override { return item->value; }
};
struct Keeps : Sink {
  Item *last = nullptr;
  long take(Item *item) override {
    last = item;
    return item->value * 2;
  }
};
struct Frees : Sink {
  long take(Item *item) override {
    long value = item->value;
    delete item;
    return value;
  }
};

NOINLINE static long give(Sink *sink, long x) {
  Item *item = new Item{x};
  return sink->take(item);
}

NOINLINE static long give_and_delete(Sink *sink, long x) {
  Item *item = new Item{x};
  long r = sink->take(item);
  delete item;
  return r;
}

int main() {
  Reads *reads = new Reads;
  Keeps *keeps = new Keeps;
  Frees *frees = new Frees;
  long sum = give_and_delete(reads, opaque(1)) + give(frees, opaque(2)) +
             give(keeps, opaque(3));
  dirty_stack();
  CHECK(keeps->last->value == 3);
  CHECK(sum == 1 + 2 + 6);
  delete keeps->last;
  delete reads;
  delete keeps;
  delete frees;
  return done();
}
