// Typical local objects of C++ (scenario 64), each handed to a function that is not
// inlined. The output is the same with the pass; the counts say for which of them a
// call allocates nothing any more. docs/languages.md says of the others why not.
//
// RUN: %clang -O2 -c %S/../rust/Inputs/count.c -o %t.o
// RUN: %clang++ -O2 %s %t.o -o %t.plain
// RUN: %t.plain > %t.plain.out 2> %t.plain.counts
// RUN: %clang++ -O2 -fpass-plugin=%plugin %s %t.o -o %t.promoted
// RUN: %t.promoted > %t.promoted.out 2> %t.promoted.counts
// RUN: diff %t.plain.out %t.promoted.out
// RUN: FileCheck %s --check-prefix=PLAIN --input-file=%t.plain.counts
// RUN: FileCheck %s --input-file=%t.promoted.counts
//
// PLAIN-NOT: {{ 0[.]00}}
//
// CHECK: new_delete 0.00
// CHECK-NEXT: new_array 0.00
// CHECK-NEXT: new_array_n 0.00
// CHECK-NEXT: new_nothrow 0.00
// CHECK-NEXT: new_aligned 0.00
// CHECK-NEXT: unique 0.00
// CHECK-NEXT: unique_array 0.00
// CHECK-NEXT: throws 0.00
// CHECK-NEXT: shared {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: polymorphic {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: vec_fixed 0.00
// CHECK-NEXT: vec_init 0.00
// CHECK-NEXT: vec_n 0.00
// CHECK-NEXT: vec_reserve 0.00
// CHECK-NEXT: vec_grow 0.00
// CHECK-NEXT: vec_copy 0.00
// CHECK-NEXT: str_literal {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: str_append {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: str_plus {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: str_copy {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: str_fill {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: a_map {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: a_set {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: a_hash {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: a_list {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: a_deque {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: a_function 0.00
// CHECK-NEXT: vec_vec {{[1-9][.][0-9][0-9]}}
// CHECK-NEXT: made_elsewhere 0.00
// CHECK-NEXT: stored {{[1-9][.][0-9][0-9]}}

#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <new>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>
#include <list>
#include <deque>
#include <functional>
#include <sstream>
#include <optional>
#include <stdexcept>

#define NOINLINE __attribute__((noinline))
struct Point { long x, y; };
struct Shape { virtual ~Shape() {} virtual long area() const = 0; };
struct Square final : Shape { long side; explicit Square(long s) : side(s) {} long area() const override { return side * side; } };
struct alignas(64) Line { long v[8]; };

NOINLINE long sum(const long *p, size_t n) { long t = 0; for (size_t i = 0; i < n; ++i) t += p[i]; return t; }
NOINLINE long read(const Point &p) { return p.x + p.y; }
NOINLINE long read(const Line &l) { return l.v[0] + l.v[7]; }
NOINLINE long may_throw(const Point &p) { if (p.x == 7) throw std::runtime_error("seven"); return p.y; }
NOINLINE size_t length(const std::string &s) { size_t n = 0; for (char c : s) n += c != ' '; return n; }
NOINLINE long total(const std::vector<long> &v) { return sum(v.data(), v.size()); }
NOINLINE long measure(const Shape &s) { return s.area(); }

NOINLINE long new_delete(long n) { Point *p = new Point{n, 2}; long r = read(*p); delete p; return r; }
NOINLINE long new_array(long n) { long *p = new long[8]; for (int i = 0; i < 8; ++i) p[i] = n + i; long r = sum(p, 8); delete[] p; return r; }
NOINLINE long new_array_n(long n) { long *p = new long[n]; for (int i = 0; i < n; ++i) p[i] = n + i; long r = sum(p, n); delete[] p; return r; }
NOINLINE long new_nothrow(long n) { Point *p = new (std::nothrow) Point{n, 3}; if (!p) return -1; long r = read(*p); delete p; return r; }
NOINLINE long new_aligned(long n) { Line *l = new Line{{n, 1, 2, 3, 4, 5, 6, n}}; long r = read(*l); delete l; return r; }
NOINLINE long unique(long n) { auto p = std::make_unique<Point>(Point{n, 4}); return read(*p); }
NOINLINE long unique_array(long n) { auto p = std::make_unique<long[]>(n); p[0] = n; return sum(p.get(), n); }
NOINLINE long throws(long n) { auto p = std::make_unique<Point>(Point{n, 4}); return may_throw(*p); }
NOINLINE long shared(long n) { auto p = std::make_shared<Point>(Point{n, 4}); return read(*p); }
NOINLINE long polymorphic(long n) { std::unique_ptr<Shape> s = std::make_unique<Square>(n); return measure(*s); }
NOINLINE long vec_fixed(long n) { std::vector<long> v(8, n); return total(v); }
NOINLINE long vec_init(long n) { std::vector<long> v{n, n + 1, n + 2}; return total(v); }
NOINLINE long vec_n(long n) { std::vector<long> v(n, 3); return total(v); }
NOINLINE long vec_reserve(long n) { std::vector<long> v; v.reserve(16); for (long i = 0; i < n; ++i) v.push_back(i); return total(v); }
NOINLINE long vec_grow(long n) { std::vector<long> v; for (long i = 0; i < n; ++i) v.push_back(i); return total(v); }
NOINLINE long vec_copy(const std::vector<long> &w) { std::vector<long> v(w); v[0] = 1; return total(v); }
NOINLINE long str_literal(long n) { std::string s("a string that is longer than sixteen"); s[0] = (char)n; return length(s); }
NOINLINE long str_append(long n) { std::string s; for (long i = 0; i < n; ++i) s += "word "; return length(s); }
NOINLINE long str_plus(const std::string &a, const std::string &b) { return length(a + b + " and a few more letters"); }
NOINLINE long str_copy(const std::string &a) { std::string s(a); s[0] = 'x'; return length(s); }
NOINLINE long str_fill(long n) { std::string s(n, 'a'); return length(s); }
NOINLINE long a_map(long n) { std::map<long, long> m; for (long i = 0; i < n; ++i) m[i] = i * i; long t = 0; for (auto &e : m) t += e.second; return t; }
NOINLINE long a_set(long n) { std::set<long> m; for (long i = 0; i < n; ++i) m.insert(i * 7 % 13); return m.size(); }
NOINLINE long a_hash(long n) { std::unordered_map<long, long> m; for (long i = 0; i < n; ++i) m[i] = i * i; return m.size(); }
NOINLINE long a_list(long n) { std::list<long> l; for (long i = 0; i < n; ++i) l.push_back(i); long t = 0; for (long x : l) t += x; return t; }
NOINLINE long a_deque(long n) { std::deque<long> l; for (long i = 0; i < n; ++i) l.push_back(i); long t = 0; for (long x : l) t += x; return t; }
NOINLINE long call(const std::function<long(long)> &f) { return f(2); }
NOINLINE long a_function(long n) { long a = n, b = n + 1, c = n + 2; return call([=](long x) { return a * x + b * c; }); }
NOINLINE long vec_vec(long n) { std::vector<std::vector<long>> v(3); for (auto &w : v) w.assign(4, n); long t = 0; for (auto &w : v) t += total(w); return t; }
NOINLINE std::unique_ptr<Point> make_point(long n) { return std::make_unique<Point>(Point{n, 9}); }
NOINLINE long made_elsewhere(long n) { auto p = make_point(n); return read(*p); }
static Point *kept;
NOINLINE long stored(long n) { delete kept; kept = new Point{n, 1}; return read(*kept); }

extern "C" unsigned long blocks_taken();
template <class F> static void count(const char *name, F f) {
  long v = 0; unsigned long before = blocks_taken();
  for (int i = 0; i < 100; ++i) v += f();
  std::printf("%s: %ld\n", name, v); std::fprintf(stderr, "%s %.2f\n", name, (blocks_taken() - before) / 100.0);
}
volatile long five = 5, nine = 9;
int main() {
  std::printf("begin\n");
  long n = five; std::vector<long> w(10, n); std::string a("a string of twenty c"), b("and another of some");
#define C(f) count(#f, [&] { return f(n); })
  C(new_delete); C(new_array); C(new_array_n); C(new_nothrow); C(new_aligned); C(unique); C(unique_array); C(throws); C(shared); C(polymorphic);
  C(vec_fixed); C(vec_init); C(vec_n); C(vec_reserve); C(vec_grow); count("vec_copy", [&] { return vec_copy(w); });
  C(str_literal); C(str_append); count("str_plus", [&] { return str_plus(a, b); }); count("str_copy", [&] { return str_copy(a); }); count("str_fill", [&] { return str_fill(20 * n); });
  C(a_map); C(a_set); C(a_hash); C(a_list); C(a_deque); C(a_function); C(vec_vec); C(made_elsewhere); C(stored);
}
