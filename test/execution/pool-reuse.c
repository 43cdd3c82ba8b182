// EXPECT: promoted>=5
// Trap 20. An element of a pool holds one instance after the other: of other types, of
// pointers that were said not to alias, of sizes that agree only when rounded. No access to
// one may move across the moment at which it is handed out again.
#include "check.h"

struct number {
  double value;
  double half;
};

struct word {
  long value;
  long twice;
};

/* Two sites of equal size, freed in turn: each gets the element the other had. */
NOINLINE static long types(long n) {
  struct number *f = NULL;
  struct word *w = NULL;
  long sum = 0;
  for (long i = 0; i < n; i++) {
    if (f) {
      sum += (long)(f->value + f->half * 2);
      free(f);
    }
    w = malloc(sizeof *w);
    if (!w) return -1;
    w->value = i;
    w->twice = 2 * i;
    sum += w->value + w->twice;
    free(w);
    f = malloc(sizeof *f);
    if (!f) return -1;
    f->value = (double)i;
    f->half = (double)i / 2;
  }
  free(f);
  return sum;
}

static long expect_types(long n) {
  long sum = 0;
  for (long i = 0; i < n; i++) sum += 3 * i + (i ? 2 * (i - 1) : 0);
  return sum;
}

/* What a callee says of its parameters holds for one call. */
__attribute__((always_inline)) static inline long fill(long *restrict to, const long *restrict from) {
  to[0] = from ? from[0] + 1 : 1;
  to[1] = from ? from[1] + to[0] : to[0];
  return to[0] + (from ? from[0] : 0);
}

NOINLINE static long restricted(long n) {
  long *previous = NULL, sum = 0;
  for (long i = 0; i < n; i++) {
    long *p = malloc(2 * sizeof *p);
    if (!p) return -1;
    sum += fill(p, previous);
    free(previous);
    long *q = malloc(2 * sizeof *q);
    if (!q) return -1;
    sum += fill(q, p);
    free(p);
    previous = q;
  }
  if (previous) sum += previous[1];
  free(previous);
  return sum;
}

static long expect_restricted(long n) {
  long previous[2] = {0, 0}, sum = 0;
  for (long i = 0; i < 2 * n; i++) {
    long now[2] = {previous[0] + 1, previous[1] + previous[0] + 1};
    sum += now[0] + previous[0];
    previous[0] = now[0];
    previous[1] = now[1];
  }
  return sum + (n ? previous[1] : 0);
}

/* The value is read before the element goes back and is used after it has come again. */
NOINLINE static long read_before(long n) {
  long *p = malloc(16), sum = 0;
  if (!p) return -1;
  p[0] = 1;
  for (long i = 0; i < n; i++) {
    float *q;
    long old = p[0];
    free(p);
    q = malloc(12);
    if (!q) return -1;
    q[0] = (float)i;
    q[1] = q[2] = 0.5f;
    float first = q[0];
    free(q);
    p = malloc(16);
    if (!p) return -1;
    p[0] = old + (long)first;
    sum += p[0];
  }
  free(p);
  return sum;
}

static long expect_read(long n) {
  long value = 1, sum = 0;
  for (long i = 0; i < n; i++) sum += value += i;
  return sum;
}

int main(void) {
  for (long n = 0; n < 40; n++) {
    CHECK(types(opaque(n)) == expect_types(n));
    CHECK(restricted(opaque(n)) == expect_restricted(n));
    CHECK(read_before(opaque(n)) == expect_read(n));
  }
  return done();
}
