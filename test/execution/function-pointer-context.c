// A callback with a context: known and harmless, known and keeping, and in a table.
#include "check.h"

typedef void each_t(void *ctx, int x);
static void *kept;

static void add(void *ctx, int x) { *(long *)ctx += x; }
static void keep(void *ctx, int x) { kept = ctx; *(long *)ctx += x; }
static each_t *const table[] = {add, keep};

NOINLINE static void for_each(int n, each_t *f, void *ctx) {
  for (int i = 1; i <= n; i++) f(ctx, i);
}
NOINLINE static long sum_with(int n) {
  long *ctx = malloc(sizeof *ctx);
  if (!ctx) abort();
  *ctx = 0;
  for_each(n, add, ctx);
  long r = *ctx;
  free(ctx);
  return r;
}
NOINLINE static void keep_with(int n, int which) {
  long *ctx = malloc(sizeof *ctx);
  if (!ctx) abort();
  *ctx = 100;
  for_each(n, table[which & 1], ctx);
}

int main(void) {
  CHECK(sum_with(10) == 55);
  keep_with(4, (int)opaque(1));
  dirty_stack();
  CHECK(*(long *)kept == 110);
  free(kept);
  return done();
}
