// STACK: 4096
// Traps 9 and 60. Each activation has an object of its own that the deeper ones read,
// and the depth would overflow the stack if 2 KiB blocks were in the frames.
#include "check.h"

struct frame { const struct frame *up; long x; };

NOINLINE static long deepest(const struct frame *f) {
  long r = 0;
  for (; f; f = f->up) r = (r * 3 + f->x) % 1000003;
  return r;
}

NOINLINE static long down(const struct frame *up, long d) {
  struct frame *f = malloc(sizeof *f);
  if (!f) abort();
  f->up = up;
  f->x = d;
  long r = d ? down(f, d - 1) : deepest(f);
  r += f->x == d ? 0 : 1000000;
  free(f);
  return r;
}

static long expected(long d) {
  long r = 0;
  for (long x = 0; x <= d; x++) r = (r * 3 + x) % 1000003;
  return r;
}

NOINLINE static long big(long d) {
  unsigned char *p = malloc(2048);
  if (!p) abort();
  memset(p, (int)(d & 63), 2048);
  long r = d ? big(d - 1) : 0;
  r += p[2047];
  free(p);
  return r;
}

/* Not recursive in the graph of direct calls: the way back is a function pointer. */
typedef long visit_t(void *walk, long d);
NOINLINE static long walk(visit_t *visit, void *self, long d) {
  unsigned char *p = malloc(2048);
  if (!p) abort();
  memset(p, 1, 2048);
  long r = visit(self, d) + p[2047];
  free(p);
  return r;
}
static visit_t *volatile the_visit;
NOINLINE static long visit(void *self, long d) { return d ? walk(the_visit, self, d - 1) : 0; }

int main(void) {
  for (long d = 0; d < 30; d++) CHECK(down(NULL, d) == expected(d));
  long want = 0;
  for (long d = 0; d <= 10000; d++) want += d & 63;
  CHECK(big(10000) == want);
  the_visit = visit;
  CHECK(walk(the_visit, NULL, 10000) == 10001);
  return done();
}
