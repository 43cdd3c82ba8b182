// FLAGS: -lstdc++
// Local vectors that functions get which are not inlined: there begin and end are read from
// memory, and their difference is a number only; or not: what becomes a pointer again.
// EXPECT O2: promoted>=4
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

#define NOINLINE __attribute__((noinline))

NOINLINE long sum(const long *p, size_t n) {
  long t = 0;
  for (size_t i = 0; i < n; ++i)
    t += p[i] * (long)(i + 1);
  return t;
}
NOINLINE long total(const std::vector<long> &v) { return sum(v.data(), v.size()); }
NOINLINE long walked(const std::vector<long> &v) {
  long t = 0;
  for (long x : v)
    t = t % 1000003 * 3 + x;
  return t;
}
NOINLINE size_t size_of(const std::vector<long> &v) { return v.size(); }

NOINLINE long filled(int n) {
  std::vector<long> v(n, 3);
  return total(v);
}
NOINLINE long listed(long n) {
  std::vector<long> v{n, n + 1, n + 2};
  return total(v) + walked(v);
}
NOINLINE long grown(int n) {
  std::vector<long> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  return total(v) - walked(v);
}
NOINLINE long copied(const std::vector<long> &w) {
  std::vector<long> v(w);
  if (!v.empty())
    v[0] = 1;
  return total(v);
}
NOINLINE long in_turns(int n) {
  long t = 0;
  for (int i = 0; i < n; ++i) {
    std::vector<long> v(i % 5 + 1, i);
    t += total(v);
  }
  return t;
}
NOINLINE long returned(int n) {
  std::vector<long> v(n, 2);
  return (long)size_of(v);
}

// The difference of two objects leads from one to the other: a callee makes a pointer of it.
static char base[8];
static uintptr_t moved;
NOINLINE void keep(uintptr_t distance) { moved = distance; }
NOINLINE long *found() { return (long *)((uintptr_t)base + moved); }
NOINLINE long through_number(long n) {
  long *p = new long(n);
  keep((uintptr_t)p - (uintptr_t)base);
  *found() += 5;
  long result = *p;
  delete p;
  return result;
}
// A distance from null is an address.
NOINLINE long through_null(long n, char *nothing) {
  long *p = new long(n);
  keep((uintptr_t)p - (uintptr_t)nothing + (uintptr_t)nothing - (uintptr_t)base);
  *found() *= 2;
  long result = *p;
  delete p;
  return result;
}

int main() {
  std::vector<long> w(6, 4), none;
  for (int n : {0, 1, 3, 8, 32, 33, 100}) {
    std::printf("%ld %ld %ld %ld %ld\n", filled(n), listed(n), grown(n), in_turns(n), returned(n));
    std::printf("%ld %ld\n", through_number(n), through_null(n, nullptr));
  }
  std::printf("%ld %ld\n", copied(w), copied(none));
}
