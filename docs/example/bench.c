/* What the promotion of user.c is worth: four ways of using a short-lived user,
 * each called in a loop. count.c counts the calls of malloc that are left, so
 * link it with -Wl,--wrap=malloc. One line a way: name, calls, allocations, and
 * nanoseconds a call.
 *
 * The functions are noinline where in larger code they would be too big to be
 * inlined; where a way says "inlined", the optimizer may inline. */
#define _POSIX_C_SOURCE 199309L
#define NOINLINE __attribute__((noinline))

struct user;
NOINLINE struct user create_user_v1(void);

/* Its main ends without a return, which only a function called main may do. */
#pragma GCC diagnostic ignored "-Wreturn-type"
#define main user_main
#include "user.c"
#undef main

#include <time.h>

extern unsigned long malloc_calls;

/* Reads the user, keeps nothing. */
static NOINLINE unsigned greet(const struct user *u) {
  return (unsigned)u->name[0] + (unsigned)u->email[3];
}

/* create_user_v1, as it stands in user.c. */
static NOINLINE unsigned by_value(void) {
  struct user u = create_user_v1();
  return greet(&u);
}

/* create_user_v2, inlined into the function that frees its result. */
static NOINLINE unsigned by_pointer_inlined(void) {
  struct user *u = create_user_v2();
  unsigned r = greet(u);
  free(u);
  return r;
}

static NOINLINE struct user *make_user(void) { return create_user_v2(); }

/* create_user_v2 behind a call: the object outlives the function that made it,
 * and not the function that frees it. */
static NOINLINE unsigned by_pointer_called(void) {
  struct user *u = make_user();
  unsigned r = greet(u);
  free(u);
  return r;
}

/* Only stored to and loaded from: clang -O2 removes this one by itself. */
static NOINLINE unsigned scalar_only(void) {
  unsigned *p = malloc(sizeof *p);
  if (!p)
    return 0;
  *p = 42;
  unsigned r = *p;
  free(p);
  return r;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

int main(void) {
  static const struct {
    const char *name;
    unsigned (*run)(void);
  } ways[] = {
      {"by value", by_value},
      {"by pointer, inlined", by_pointer_inlined},
      {"by pointer, called", by_pointer_called},
      {"scalar only", scalar_only},
  };
  enum { calls = 5000000 };
  unsigned sum = 0;
  for (unsigned w = 0; w < sizeof ways / sizeof *ways; w++) {
    unsigned (*volatile run)(void) = ways[w].run;
    unsigned long before = malloc_calls;
    double start = now();
    for (int i = 0; i < calls; i++)
      sum += run();
    double ns = (now() - start) / calls;
    printf("%s;%d;%lu;%.2f\n", ways[w].name, calls, malloc_calls - before, ns);
  }
  return sum == 0;
}
