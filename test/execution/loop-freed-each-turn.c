// EXPECT: promoted>=3
// STACK: 256
// One slot serves a loop whose every instance is freed before the next is made:
// what one turn wrote must not be seen by the next, calloc is zero each time, and
// three million turns leave the stack where it was.
#include "check.h"

struct record {
  unsigned key;
  unsigned values[14];
};

// Not inlined, so that the object stays in memory.
NOINLINE static unsigned mix(struct record *r, unsigned seed) {
  unsigned sum = 0;
  for (unsigned i = 0; i < 14; ++i) {
    sum = sum * 31 + r->values[i] + r->key;
    r->values[i] += seed + i;
  }
  return sum;
}

NOINLINE static unsigned freed_at_the_end(unsigned turns) {
  unsigned sum = 0;
  for (unsigned i = 0; i < turns; ++i) {
    struct record *r = calloc(1, sizeof *r);
    if (!r)
      continue;
    r->key = i;
    sum += mix(r, i);
    sum ^= r->values[i % 14];
    free(r);
  }
  return sum;
}

NOINLINE static unsigned freed_on_two_ways(unsigned turns) {
  unsigned sum = 0;
  for (unsigned i = 0; i < turns; ++i) {
    struct record *r = malloc(sizeof *r);
    if (!r)
      abort();
    memset(r, (int)(i & 7), sizeof *r);
    sum += mix(r, i);
    if (sum & 1) {
      free(r);
      continue;
    }
    sum += r->values[3];
    free(r);
  }
  return sum;
}

NOINLINE static unsigned by_goto(unsigned turns) {
  unsigned sum = 0, i = 0;
again:;
  struct record *r = calloc(1, sizeof *r);
  if (!r)
    abort();
  r->key = i;
  sum = sum * 5 + mix(r, i);
  free(r);
  if (++i < turns)
    goto again;
  return sum;
}

NOINLINE static unsigned two_at_once(unsigned turns) {
  unsigned sum = 0;
  for (unsigned i = 0; i < turns; ++i) {
    struct record *a = calloc(1, sizeof *a), *b = calloc(1, sizeof *b);
    if (!a || !b)
      abort();
    a->key = i;
    b->key = ~i;
    sum += mix(a, 1) ^ mix(b, 2);
    sum += a->values[1] * 3 + b->values[2];
    CHECK(a != b);
    free(b);
    sum += mix(a, 3);
    free(a);
  }
  return sum;
}

int main(void) {
  printf("end %u\n", freed_at_the_end(3000000));
  printf("ways %u\n", freed_on_two_ways(100000));
  printf("goto %u\n", by_goto(100000));
  printf("two %u\n", two_at_once(100000));
  return done();
}
