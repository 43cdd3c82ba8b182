// EXPECT O2: promoted>=10
// Who owns an object, in sixteen ways: callees make, free, remake, share, swap,
// count and stash it, jump over its frees, or get it through tables and
// out-parameters. Each test prints what the objects held; stale ones would hold
// rubbish.
#include "check.h"
#include <setjmp.h>

typedef unsigned long u64;
struct object {
  int rc;
  int v;
  char *buf;
  struct object *next;
};
static struct object *stash;
static jmp_buf jb;

NOINLINE struct object *mk(int v) {
  struct object *p = malloc(sizeof *p);
  if (!p)
    return 0;
  p->rc = 1;
  p->v = v;
  p->next = 0;
  p->buf = malloc(16);
  if (!p->buf) {
    free(p);
    return 0;
  }
  snprintf(p->buf, 16, "b%d", v);
  return p;
}
NOINLINE void drop(struct object *p) {
  if (!p)
    return;
  free(p->buf);
  free(p);
}
NOINLINE void unref(struct object *p) {
  if (p && --p->rc == 0)
    drop(p);
}
NOINLINE struct object *ref(struct object *p) {
  p->rc++;
  return p;
}
NOINLINE struct object *remake(struct object *p) {
  int v = p->v;
  drop(p);
  return mk(v + 1);
}
NOINLINE struct object *pick(struct object *p, int c) {
  if (c)
    return p;
  struct object *q = mk(p->v * 2);
  drop(p);
  return q;
}
NOINLINE void link2(struct object *a, struct object *b) { a->next = b; }
NOINLINE void dropchain(struct object *a) {
  while (a) {
    struct object *n = a->next;
    drop(a);
    a = n;
  }
}
NOINLINE void dropboth(struct object *a, struct object *b) {
  drop(b);
  if (a != b)
    drop(a);
}
NOINLINE void swapbuf(struct object *a, struct object *b) {
  char *t = a->buf;
  a->buf = b->buf;
  b->buf = t;
}
NOINLINE int maybejump(int x) {
  if (x % 5 == 4)
    longjmp(jb, x);
  return x;
}
NOINLINE u64 stashed_every_third(int n) {
  u64 h = 0;
  for (int i = 0; i < n; i++) {
    struct object *p = mk(i);
    if (i % 3 == 0) {
      if (stash)
        drop(stash);
      stash = p;
    } else {
      h = h * 31 + p->v + p->buf[1];
      drop(p);
    }
    dirty_stack();
    if (stash)
      h += stash->buf[1];
  }
  return h;
}
NOINLINE u64 counted_references(int n) {
  u64 h = 0;
  for (int i = 0; i < n; i++) {
    struct object *p = mk(i);
    struct object *q = i & 1 ? ref(p) : p;
    unref(p);
    dirty_stack();
    if ((i & 1) && q->rc == 1) {
      h = h * 31 + q->buf[1];
      unref(q);
    } else
      h += i;
    if (!(i & 1))
      ;
  }
  return h;
}
NOINLINE u64 remade_by_callee(int n) {
  struct object *p = mk(7);
  u64 h = 0;
  for (int i = 0; i < n; i++) {
    p = remake(p);
    dirty_stack();
    h = h * 31 + p->v + p->buf[1];
  }
  drop(p);
  return h;
}
NOINLINE u64 picked_or_remade(int n) {
  u64 h = 0;
  struct object *p = mk(1);
  for (int i = 0; i < n; i++) {
    p = pick(p, i % 2);
    if (p->v > 1000)
      p->v = 1;
    h = h * 31 + p->v + p->buf[1];
    dirty_stack();
  }
  drop(p);
  return h;
}
NOINLINE u64 chained_and_swapped(int n) {
  u64 h = 0;
  for (int i = 0; i < n; i++) {
    struct object *a = mk(i), *b = mk(i + 1), *c = mk(i + 2);
    link2(a, b);
    link2(b, c);
    swapbuf(a, c);
    h = h * 31 + a->next->next->buf[1] + a->buf[1];
    dropchain(a);
  }
  return h;
}
NOINLINE u64 freed_together_or_once(int n) {
  u64 h = 0;
  for (int i = 0; i < n; i++) {
    struct object *a = mk(i), *b = i % 4 ? mk(i * 2) : a;
    h = h * 31 + a->v + b->v + b->buf[1];
    dirty_stack();
    dropboth(a, b);
  }
  return h;
}
NOINLINE u64 jumped_over_in_owner(int n) {
  volatile u64 h = 0;
  for (volatile int i = 0; i < n; i++) {
    struct object *volatile p = mk(i);
    if (setjmp(jb) == 0) {
      h = h * 31 + maybejump(i) + p->buf[1];
    } else
      h += 1000;
    drop(p);
  }
  return h;
}
NOINLINE u64 inner(int n) {
  u64 h = 0;
  for (int i = 0; i < n; i++) {
    struct object *p = mk(i);
    h += maybejump(i) + p->v;
    drop(p);
  }
  return h;
}
NOINLINE u64 jumped_over_in_callee(int n) {
  volatile u64 h = 0;
  for (volatile int k = 0; k < n; k++)
    if (setjmp(jb) == 0)
      h += inner(k);
    else
      h += 7;
  return h;
}
NOINLINE struct object *list(int n) {
  struct object *l = 0;
  for (int i = 0; i < n; i++) {
    struct object *p = mk(i);
    p->next = l;
    l = p;
  }
  return l;
}
NOINLINE u64 two_lists(int n) {
  u64 h = 0;
  for (int k = 0; k < n; k++) {
    struct object *l = list(k % 9), *m = list(k % 4);
    dirty_stack();
    for (struct object *p = l; p; p = p->next)
      h = h * 31 + p->v + p->buf[1];
    for (struct object *p = m; p; p = p->next)
      h = h * 7 + p->buf[1];
    dropchain(m);
    for (struct object *p = l; p; p = p->next)
      h = h * 31 + p->v + p->buf[1];
    dropchain(l);
  }
  return h;
}
NOINLINE struct object *tree(int d) {
  struct object *p = mk(d);
  if (d > 0) {
    p->next = tree(d - 1);
  }
  return p;
}
NOINLINE u64 built_by_recursion(int n) {
  u64 h = 0;
  for (int k = 0; k < n; k++) {
    struct object *t = tree(k % 6);
    dirty_stack();
    for (struct object *p = t; p; p = p->next)
      h = h * 31 + p->v + p->buf[1];
    dropchain(t);
  }
  return h;
}
NOINLINE int init(struct object **out, int v) {
  struct object *p = mk(v);
  if (!p)
    return -1;
  if (v % 6 == 5) {
    drop(p);
    return -2;
  }
  *out = p;
  return 0;
}
NOINLINE u64 out_parameters_with_errors(int n) {
  u64 h = 0;
  for (int i = 0; i < n; i++) {
    struct object *p = 0, *q = 0;
    if (init(&p, i)) {
      h += 5;
      goto out;
    }
    if (init(&q, i + 1)) {
      h += 9;
      goto outp;
    }
    h = h * 31 + p->buf[1] + q->buf[1];
    drop(q);
  outp:
    drop(p);
  out:
    dirty_stack();
  }
  return h;
}
static void (*volatile fp)(struct object *) = drop;
NOINLINE u64 freed_through_pointer(int n) {
  u64 h = 0;
  for (int i = 0; i < n; i++) {
    struct object *p = mk(i);
    h = h * 31 + p->v;
    fp(p);
  }
  return h;
}
static const struct ops {
  struct object *(*mk)(int);
  void (*drop)(struct object *);
} ops = {mk, drop};
NOINLINE u64 run(const struct ops *o, int n) {
  u64 h = 0;
  for (int i = 0; i < n; i++) {
    struct object *p = o->mk(i);
    h = h * 31 + p->buf[1];
    dirty_stack();
    o->drop(p);
  }
  return h;
}
NOINLINE u64 table_of_functions(int n) { return run(&ops, n); }
NOINLINE u64 each(int n, u64 (*f)(struct object *, void *), void *c) {
  u64 h = 0;
  struct object *p = mk(3);
  for (int i = 0; i < n; i++) {
    p->v += i;
    h = h * 31 + f(p, c);
  }
  drop(p);
  return h;
}
static u64 keepf(struct object *p, void *c) {
  struct object **s = c;
  u64 r = *s ? (*s)->v : 1;
  *s = p;
  return r;
}
NOINLINE u64 kept_by_callback(int n) {
  struct object *s = 0;
  u64 h = each(n, keepf, &s);
  dirty_stack();
  return h;
}
NOINLINE char *grow(char *b, int n) {
  b = realloc(b, n + 2);
  b[n] = 'a' + n % 26;
  b[n + 1] = 0;
  return b;
}
NOINLINE u64 grown_by_callee(int n) {
  char *b = 0;
  for (int i = 0; i < n; i++) {
    b = grow(b, i);
  }
  u64 h = 0;
  for (char *p = b; *p; p++)
    h = h * 31 + *p;
  free(b);
  return h;
}
NOINLINE u64 copied_and_grown(int n) {
  u64 h = 0;
  for (int i = 0; i < n; i++) {
    char *s = strdup(i % 2 ? "hello world" : "x");
    s = realloc(s, strlen(s) + i % 400 + 1);
    strcat(s, i % 400 > 2 ? "ab" : "");
    h = h * 31 + strlen(s) + s[strlen(s) - 1];
    free(s);
  }
  return h;
}
int main(void) {
  unsigned long (*const tests[])(int) = {
      stashed_every_third,  counted_references,         remade_by_callee,
      picked_or_remade,     chained_and_swapped,        freed_together_or_once,
      jumped_over_in_owner, jumped_over_in_callee,      two_lists,
      built_by_recursion,   out_parameters_with_errors, freed_through_pointer,
      table_of_functions,   kept_by_callback,           grown_by_callee,
      copied_and_grown};
  for (int n = 1; n < 80; n += 13)
    for (unsigned i = 0; i < sizeof tests / sizeof *tests; i++)
      printf("%d %u: %lx\n", n, i, tests[i](n));
  drop(stash);
  return failures != 0;
}
