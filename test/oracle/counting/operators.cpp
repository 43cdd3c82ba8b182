// A program that allocates by C++'s operators alone: the runtime's allocator has
// to be linked all the same.
//
// COUNT _ZL4makei>main: count=5 bytes=20 dead=[0,5,0,0] peak=1 plan=slot level=1
struct point {
  int x;
};
#define NOINLINE __attribute__((noinline))
#define KEEP(p) __asm__ volatile("" : : "r"(p) : "memory")

NOINLINE static point *make(int x) {
  point *made = new point{x};
  KEEP(made);
  return made;
}

int main() {
  for (int i = 0; i < 5; ++i)
    delete make(i);
}
