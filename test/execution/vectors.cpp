// FLAGS: -lstdc++
// Vectors that are local: grown by push_back, reserved, of structures, copied, in loops, of run-time
// size, beyond the slot; and those that leave. Their sizes are differences of two pointers.
// EXPECT O2: promoted>=4
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#define NOINLINE __attribute__((noinline))

struct Point {
  int x;
  double y;
};

NOINLINE long pushed(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i * 3);
  long t = (long)v.size();
  for (int x : v)
    t += x;
  return t;
}

NOINLINE long reserved(int n) {
  std::vector<long> v;
  v.reserve(8);
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  long t = 0;
  for (size_t i = 0; i < v.size(); ++i)
    t += v[i] * (long)(i + 1);
  return t;
}

NOINLINE double points(int n) {
  std::vector<Point> v;
  for (int i = 0; i < n; ++i)
    v.push_back({i, i * 0.5});
  double t = 0;
  for (const Point &p : v)
    t += p.x + p.y;
  return t + (double)v.size();
}

NOINLINE long in_a_loop(int n) {
  unsigned long t = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<int> v;
    for (int j = 0; j <= i % 40; ++j)
      v.push_back(i ^ j);
    t = t * 31 + v.back() + v.size();
  }
  return (long)t;
}

NOINLINE long of_size(int n) {
  std::vector<int> v(n);
  for (int i = 0; i < n; ++i)
    v[i] = i * i;
  long t = 0;
  for (size_t i = 0; i < v.size(); ++i)
    t += v[i];
  return t;
}

NOINLINE std::vector<int> returned(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return v;
}

NOINLINE long throws(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) {
    v.push_back(i);
    if (i == 20)
      throw (int)v.size();
  }
  return (long)v.size();
}

static std::vector<int> kept;
NOINLINE void keep(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i + 100);
  kept = std::move(v);
}

// The distance of one turn's vector from that of the turn before is a number that the
// program may not rely on, but not nothing: the twin of size().
NOINLINE bool is_elsewhere(int n) {
  std::vector<long *> made;
  bool all = true;
  for (int i = 0; i < n; ++i) {
    made.push_back(new long(i));
    for (int j = 0; j < i; ++j)
      all &= (char *)made[j] - (char *)made[i] != 0;
  }
  for (long *p : made)
    delete p;
  return all;
}

int main() {
  for (int n : {0, 1, 2, 5, 16, 17, 64, 65, 200, 1000}) {
    std::printf("%d: %ld %ld %g %ld %ld\n", n, pushed(n), reserved(n), points(n), in_a_loop(n), of_size(n));
    std::printf("%d %d\n", (int)returned(n).size(), (int)is_elsewhere(n));
    try {
      std::printf("%ld\n", throws(n));
    } catch (int size) {
      std::printf("thrown %d\n", size);
    }
  }
  keep(50);
  long t = 0;
  for (int x : kept)
    t += x;
  std::printf("%ld\n", t);
}
