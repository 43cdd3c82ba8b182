// Allocation sites of C++ that a promotion may take, one function each, over the
// plans of docs/algorithm.md, and some that have to stay. Run by `tools/bench
// promotion`; the argument is the number of rounds.
//
// What the objects hold goes through functions that are not inlined, so that no
// optimizer can compute the results without them.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <vector>

#define NOINLINE __attribute__((noinline))

struct Point {
  long x, y, z;
};
struct alignas(64) Line {
  long v[8];
};
struct Node {
  Node *next;
  long value;
};

NOINLINE static long read(const Point &p) { return p.x + 3 * p.y - p.z; }
NOINLINE static long sum(const long *numbers, size_t count) {
  long total = 0;
  for (size_t i = 0; i < count; ++i)
    total += numbers[i];
  return total;
}
NOINLINE static void fill(long *numbers, size_t count, long first) {
  for (size_t i = 0; i < count; ++i)
    numbers[i] = first + long(i);
}
NOINLINE static long sumList(const Node *list) {
  long total = 0;
  for (; list; list = list->next)
    total = 3 * total + list->value;
  return total;
}
NOINLINE static long mayThrow(const Point &p) {
  if (p.x % 64 == 7)
    throw std::runtime_error("seven");
  return p.y;
}

// Plan 1: a slot.
NOINLINE static long slotNew(long n) {
  Point *p = new Point{n, 1, 2};
  long result = read(*p);
  delete p;
  return result;
}
NOINLINE static long slotArray(long n) {
  long *numbers = new long[8];
  fill(numbers, 8, n);
  long result = sum(numbers, 8);
  delete[] numbers;
  return result;
}
NOINLINE static long slotNothrow(long n) {
  Point *p = new (std::nothrow) Point{n, 3, 4};
  if (!p)
    return -1;
  long result = read(*p);
  delete p;
  return result;
}
NOINLINE static long slotAligned(long n) {
  Line *line = new Line;
  fill(line->v, 8, n);
  long result = sum(line->v, 8);
  delete line;
  return result;
}
NOINLINE static long slotUnique(long n) {
  auto p = std::make_unique<Point>(Point{n, 5, 6});
  return read(*p);
}
// Freed on both ways out of the call.
NOINLINE static long slotUnwound(long n) {
  auto p = std::make_unique<Point>(Point{n, 7, 8});
  return mayThrow(*p);
}
NOINLINE static long slotVector(long n) {
  std::vector<long> numbers(6, n);
  fill(numbers.data(), 6, n);
  return sum(numbers.data(), 6);
}

// Plan 2: the same slot in each turn.
NOINLINE static long cycleUnique(long n) {
  long result = 0;
  for (long i = 0; i < 20 + n % 8; ++i) {
    auto p = std::make_unique<Point>(Point{n, i, 9});
    result += read(*p);
  }
  return result;
}
NOINLINE static long cycleVector(long n) {
  long result = 0;
  for (long i = 0; i < 20 + n % 8; ++i) {
    std::vector<long> numbers(4, i);
    fill(numbers.data() + 1, 2, n);
    result += sum(numbers.data(), 4);
  }
  return result;
}

// Plan 3: several live at a time.
NOINLINE static long poolList(long n) {
  Node *list = nullptr;
  for (long i = 0; i < 25 + n % 8; ++i)
    list = new Node{list, n + i};
  long result = sumList(list);
  while (list) {
    Node *next = list->next;
    delete list;
    list = next;
  }
  return result;
}
NOINLINE static long poolStack(long n) {
  Node *stack = nullptr;
  long result = 0;
  for (long i = 0; i < 57 + n % 16; ++i) {
    if (i % 4 != 3) {
      stack = new Node{stack, i ^ n};
    } else {
      Node *top = stack;
      result = 7 * result + sumList(top);
      stack = top->next;
      delete top;
    }
  }
  while (stack) {
    Node *top = stack;
    stack = top->next;
    delete top;
  }
  return result;
}

// Plan 4: a size that is known at run time.
NOINLINE static long sizedArray(size_t count) {
  long *numbers = new long[count];
  fill(numbers, count, 3);
  long result = sum(numbers, count);
  delete[] numbers;
  return result;
}
NOINLINE static long sizedUnique(size_t count) {
  auto numbers = std::make_unique<long[]>(count);
  numbers[count / 2] = long(count);
  return sum(numbers.get(), count);
}
NOINLINE static long sizedVector(size_t count) {
  std::vector<long> numbers(count);
  fill(numbers.data(), count, 5);
  return sum(numbers.data(), count);
}

static Point *keptPoints[1024];

// Plan 5: a delete that may receive the object or something else.
NOINLINE static long guardedSwapped(long n) {
  std::unique_ptr<Point> first = std::make_unique<Point>(Point{n, 2, 3});
  std::unique_ptr<Point> second(keptPoints[n & 1023]);
  keptPoints[n & 1023] = nullptr;
  if (n & 1)
    std::swap(first, second);
  return (first ? read(*first) : 1) + 5 * (second ? read(*second) : 2);
}

// Plan 6: made and freed by functions of its own.
class Table {
public:
  explicit Table(size_t size) : numbers(new long[size]), size(size) {}
  ~Table() { delete[] numbers; }
  Table(const Table &) = delete;
  void put(size_t i, long value) { numbers[i % size] = value; }
  long total() const { return sum(numbers, size); }

private:
  long *numbers;
  size_t size;
};
NOINLINE static long ownedTable(long n) {
  Table table(16);
  for (long i = 0; i < 16; ++i)
    table.put(size_t(n + i), n);
  return table.total();
}

// These stay: they are kept, in more places than fit a frame.
static Node *keptList;
static std::vector<std::unique_ptr<Point>> keptVector(1024);

NOINLINE static long keepInGlobal(long n) {
  keptList = new Node{keptList, n};
  return keptList->value;
}
NOINLINE static long keepInTable(long n) {
  Point *p = new Point{n, n, n};
  delete keptPoints[n & 1023];
  keptPoints[n & 1023] = p;
  return read(*p);
}
NOINLINE static long keepInVector(long n) {
  auto p = std::make_unique<Point>(Point{n, 1, n});
  long result = read(*p);
  keptVector[size_t(n & 1023)] = std::move(p);
  return result;
}

int main(int argc, char **argv) {
  long rounds = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 1000, total = 0;
  for (long i = 0; i < rounds; ++i) {
    total += slotNew(i) + slotArray(i) + slotNothrow(i) + slotAligned(i) + slotUnique(i) + slotVector(i);
    try {
      total += slotUnwound(i / 64);
    } catch (const std::exception &) {
      ++total;
    }
    total += cycleUnique(i) + cycleVector(i) + poolList(i) + poolStack(i);
    total += sizedArray(size_t(1 + i % 32)) + sizedUnique(size_t(1 + i % 32)) + sizedVector(size_t(1 + i % 32));
    total += guardedSwapped(i) + ownedTable(i);
    if (i % 2 == 0)
      total += keepInGlobal(i) + keepInTable(i / 2) + keepInVector(i / 2);
  }
  std::printf("%ld\n", total);
}
