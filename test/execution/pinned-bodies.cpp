// FLAGS: -lstdc++
// Templates and inline functions, whose bodies another file may have too: members that
// are not inlined make, grow and free what a local object holds; a list frees itself
// by recursion; constructors throw half-way. Their addresses stay those of the originals.
// EXPECT: promoted>=3
// EXPECT O2: promoted>=3
#include <cstdio>
#include <cstring>
#include <new>
#include <stdexcept>

#define NOINLINE __attribute__((noinline))

template <class T> class Buffer {
public:
  NOINLINE explicit Buffer(size_t room) : at(new T[room]), count(0), room(room) {}
  Buffer(const Buffer &) = delete;
  NOINLINE ~Buffer() { delete[] at; }
  NOINLINE void push(T value) {
    if (count == room) {
      T *more = new T[room * 2];
      for (size_t i = 0; i < count; ++i)
        more[i] = at[i];
      delete[] at;
      at = more;
      room *= 2;
    }
    at[count++] = value;
  }
  NOINLINE T sum() const {
    T total = 0;
    for (size_t i = 0; i < count; ++i)
      total += at[i];
    return total;
  }

private:
  T *at;
  size_t count, room;
};

struct Node {
  long value;
  Node *next;
};

inline NOINLINE Node *make_node(long value, Node *next) { return new Node{value, next}; }

inline NOINLINE long add(const Node *node) { return node ? node->value + add(node->next) : 0; }

inline NOINLINE void drop(Node *node) {
  if (node) {
    drop(node->next);
    delete node;
  }
}

template <class T> struct Box {
  T *held;
  NOINLINE explicit Box(T value) : held(new T(value)) {
    if (value < 0) {
      delete held;
      throw std::runtime_error("negative");
    }
  }
  NOINLINE ~Box() { delete held; }
  NOINLINE T get() const { return *held; }
};

// Its constructors and destructor are called by aliases.
template struct Box<int>;

static NOINLINE long instantiated(long n) {
  Box<int> box((int)n);
  return box.get();
}

template <class T> NOINLINE bool same_function(T (Box<T>::*f)() const, T (Box<T>::*g)() const) { return f == g; }

static NOINLINE long buffers(long n) {
  Buffer<long> buffer(4);
  for (long i = 0; i < n; ++i)
    buffer.push(i * n);
  return buffer.sum();
}

static NOINLINE long pair(long n) {
  Node *second = make_node(n, nullptr), *first = make_node(n + 1, second);
  long sum = add(first);
  delete first;
  delete second;
  return sum;
}

static NOINLINE long list(long n) {
  Node *nodes = nullptr;
  for (long i = 0; i < n; ++i)
    nodes = make_node(i, nodes);
  long sum = add(nodes);
  drop(nodes);
  return sum;
}

static NOINLINE long boxes(long n) {
  Box<long> first(n);
  try {
    Box<long> second(n - 20);
    return first.get() + second.get();
  } catch (const std::runtime_error &e) {
    return first.get() + (long)std::strlen(e.what());
  }
}

int main() {
  for (long n = 0; n < 40; ++n)
    std::printf("%ld %ld %ld %ld %ld\n", buffers(n), pair(n), list(n), boxes(n), instantiated(n));
  std::printf("%d\n", same_function<long>(&Box<long>::get, &Box<long>::get));
}
