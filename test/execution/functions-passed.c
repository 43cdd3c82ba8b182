// What a function does with a function that it was passed: whether it keeps,
// stores, frees, returns, replaces or makes something is known only to the caller.
#include "check.h"

struct node { struct node *next; long value; };
struct hooks { long *(*step)(void *, long *); void *context; };
struct ops { const char *name; int flags; long *(*run)(long *); };

static void *kept;

NOINLINE static void visit(struct node *n, void (*f)(struct node *, void *), void *ctx) {
  if (!n) return;
  struct node *next = n->next;
  f(n, ctx);
  visit(next, f, ctx);
}
static void sum(struct node *n, void *ctx) { *(long *)ctx += n->value; }
static void keep_last(struct node *n, void *ctx) { *(long *)ctx += n->value; kept = n; }
static void drop(struct node *n, void *ctx) { *(long *)ctx += n->value; free(n); }
static void link_back(struct node *n, void *ctx) { n->next = *(struct node **)ctx; *(struct node **)ctx = n; }

NOINLINE static struct node *cons(long value, struct node *next) {
  struct node *n = malloc(sizeof *n);
  if (!n) abort();
  n->value = value, n->next = next;
  return n;
}

NOINLINE static long summed(void) {
  struct node *b = malloc(sizeof *b), *a = malloc(sizeof *a);
  if (!a || !b) abort();
  b->value = 2, b->next = NULL, a->value = 1, a->next = b;
  long total = 0;
  visit(a, sum, &total);
  free(a), free(b);
  return total;
}
NOINLINE static long kept_last(void) {
  struct node *b = malloc(sizeof *b), *a = malloc(sizeof *a);
  if (!a || !b) abort();
  b->value = 20, b->next = NULL, a->value = 10, a->next = b;
  long total = 0;
  visit(a, keep_last, &total);
  free(a);
  return total;
}
NOINLINE static long dropped(void) {
  struct node *a = cons(5, cons(6, NULL));
  long total = 0;
  visit(a, drop, &total);
  return total;
}
// The objects change hands in memory that only the passed function knows.
NOINLINE static long reversed(int leak) {
  struct node *c = malloc(sizeof *c), *b = malloc(sizeof *b), *head = NULL;
  if (!b || !c) abort();
  c->value = 3, c->next = NULL, b->value = 2, b->next = c;
  visit(b, link_back, &head);
  long first = head->value * 10 + head->next->value;
  if (leak) kept = head; // c
  else free(c);
  free(b);
  return first;
}

NOINLINE static long *run_hooks(struct hooks *h, long *x) {
  long *r = x;
  for (int i = 0; i < 3; i++) r = h->step(h->context, r);
  return r;
}
static long *same(void *ctx, long *x) { *(long *)ctx += *x; return x; }
static long *swap_in(void *ctx, long *x) { *(long *)ctx += *x; return ctx; }
static long *fresh(void *ctx, long *x) {
  long *n = malloc(sizeof *n);
  if (!n) abort();
  *n = *x + 1;
  *(long *)ctx += (long)(x != n);
  return n;
}
NOINLINE static long *hooked(long *(*step)(void *, long *), long start) {
  long *ctx = malloc(sizeof *ctx), *x = malloc(sizeof *x);
  if (!ctx || !x) abort();
  *ctx = 0, *x = start;
  struct hooks h = {step, ctx};
  long *r = run_hooks(&h, x);
  if (r != x) free(x);
  if (r != ctx) free(ctx);
  return r;
}

// Several at once from a call through a pointer, in a loop.
NOINLINE static long many(long *(*const *makers)(void *, long *), int n) {
  long *all[8], zero = 0, sum_ = 0, ctx = 0;
  for (int i = 0; i < n; i++) all[i] = makers[i & 1](&ctx, &zero), *all[i] = i;
  for (int i = 0; i < n; i++) sum_ = sum_ * 10 + *all[i];
  for (int i = 0; i < n; i++) free(all[i]);
  return sum_;
}
static long *fresh_too(void *ctx, long *x) { return fresh(ctx, x); }

static long *twice(long *x) { *x *= 2; return x; }
static long *hoard(long *x) { kept = x; *x += 1; return x; }
static const struct ops table[] = {{"twice", 1, twice}, {"hoard", 2, hoard}};
NOINLINE static long by_table(int i) {
  long *x = malloc(sizeof *x);
  if (!x) abort();
  *x = 21;
  long r = *table[i].run(x);
  if (!(table[i].flags & 2)) free(x);
  return r;
}
// A copy of a table may be changed.
NOINLINE static long by_copy(int change) {
  struct ops copy;
  memcpy(&copy, &table[0], sizeof copy);
  if (change) copy.run = hoard;
  long *x = malloc(sizeof *x);
  if (!x) abort();
  *x = 30;
  long r = *copy.run(x);
  if (!change) free(x);
  return r;
}

int main(void) {
  CHECK(summed() == 3);
  CHECK(kept_last() == 30);
  dirty_stack();
  CHECK(((struct node *)kept)->value == 20);
  free(kept);
  CHECK(dropped() == 11);
  CHECK(reversed(0) == 32);
  CHECK(reversed(1) == 32);
  dirty_stack();
  CHECK(((struct node *)kept)->value == 3);
  free(kept);
  long *r = hooked(same, 7);
  dirty_stack();
  CHECK(*r == 7);
  free(r);
  r = hooked(swap_in, 4);
  dirty_stack();
  CHECK(*r == 4 + 4 + 8);
  free(r);
  r = hooked(fresh, 1);
  dirty_stack();
  CHECK(*r == 4);
  free(r);
  long *(*const makers[])(void *, long *) = {fresh, fresh_too};
  CHECK(many(makers, 8) == 1234567);
  CHECK(by_table((int)opaque(0)) == 42);
  CHECK(by_table((int)opaque(1)) == 22);
  dirty_stack();
  CHECK(*(long *)kept == 22);
  free(kept);
  CHECK(by_copy((int)opaque(0)) == 60);
  CHECK(by_copy((int)opaque(1)) == 31);
  dirty_stack();
  CHECK(*(long *)kept == 31);
  free(kept);
  return done();
}
