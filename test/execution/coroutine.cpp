// FLAGS: -std=c++20 -lstdc++
// Trap 37. An object that lives across a suspension outlives the frame that made it.
#include "check.h"
#include <coroutine>

struct Task {
  struct promise_type {
    long value = 0;
    Task get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(long v) {
      value = v;
      return {};
    }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};

static Task counter(long first) {
  long *p = static_cast<long *>(malloc(4 * sizeof *p));
  for (long i = 0; i < 4; i++)
    p[i] = first * i;
  for (long i = 0; i < 4; i++)
    co_yield p[i] + 1;
  free(p);
}

// Made and freed between two suspensions.
static Task between(long x) {
  for (long i = 0; i < 3; i++) {
    long *p = static_cast<long *>(malloc(sizeof *p));
    *p = x + i;
    long r = *p;
    free(p);
    co_yield r;
  }
}

NOINLINE static long run(Task task) {
  long sum = 0;
  while (!task.handle.done()) {
    dirty_stack();
    sum = sum * 7 + task.handle.promise().value;
    task.handle.resume();
  }
  task.handle.destroy();
  return sum;
}

int main() {
  printf("%ld %ld\n", run(counter(opaque(5))), run(between(opaque(9))));
  return done();
}
