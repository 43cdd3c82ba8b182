// Scenario 13. The object leaves through a parameter, a global container, or both levels.
#include "check.h"

struct item { struct item *next; long v[3]; };
static struct { struct item *head; long n; } queue;
static struct item *table[16];

NOINLINE static int make(struct item **out, long x) {
  struct item *it = malloc(sizeof *it);
  if (!it) return -1;
  it->next = NULL;
  it->v[0] = x; it->v[2] = x * x;
  *out = it;
  return 0;
}
NOINLINE static void push(long x) {
  struct item *it = malloc(sizeof *it);
  if (!it) abort();
  it->v[0] = x; it->v[2] = x * x;
  it->next = queue.head;
  queue.head = it;
  queue.n++;
}
NOINLINE static void set(int i, long x) {
  struct item *it = malloc(sizeof *it);
  if (!it) abort();
  it->v[0] = x; it->v[2] = x * x;
  struct item **where = &table[i & 15];
  *where = it;
}

int main(void) {
  struct item *it = NULL;
  for (long x = 0; x < 16; x++) {
    CHECK(make(&it, x) == 0);
    dirty_stack();
    CHECK(it->v[0] == x && it->v[2] == x * x);
    free(it);
    push(x);
    set((int)x, x + 1);
  }
  dirty_stack();
  for (long x = 15; x >= 0; x--) {
    it = queue.head;
    queue.head = it->next;
    CHECK(it->v[0] == x && it->v[2] == x * x);
    CHECK(table[x]->v[0] == x + 1 && table[x]->v[2] == (x + 1) * (x + 1));
    free(it);
    free(table[x]);
  }
  return done();
}
