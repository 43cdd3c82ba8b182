// EXPECT O2: promoted>=9
// Plan 6 by copies: callees that are not inlined make and free what their callers
// own. Nested buffers, error paths, out-parameters, wrappers, loops; frees that
// receive the caller's object or another; and objects that must stay.
#include "check.h"

static long made, freed;

NOINLINE static void *xmalloc(size_t n) {
  void *p = malloc(n);
  if (!p) abort();
  return p;
}

NOINLINE static void xfree(void *p) {
  if (p) freed++;
  free(p);
}

struct token { int kind; char *text; size_t size; };

NOINLINE struct token *token_new(int kind, const char *text) {
  struct token *t = xmalloc(sizeof *t);
  t->kind = kind;
  t->size = strlen(text) + 1;
  t->text = malloc(t->size);
  if (!t->text || kind == -1) {
    free(t->text);
    free(t);
    return NULL;
  }
  memcpy(t->text, text, t->size);
  made++;
  return t;
}

NOINLINE void token_free(struct token *t) {
  if (!t) return;
  memset(t->text, 'x', t->size);
  free(t->text);
  memset(t, 0x5a, sizeof *t);
  xfree(t);
}

NOINLINE static unsigned long use(const struct token *t) {
  unsigned long s = t->kind;
  for (size_t i = 0; i < t->size; i++)
    s = s * 31 + (unsigned char)t->text[i];
  return s;
}

NOINLINE static unsigned long one(int kind, const char *text) {
  struct token *t = token_new(kind, text);
  if (!t) return 77;
  dirty_stack();
  unsigned long s = use(t);
  token_free(t);
  return s;
}

NOINLINE static unsigned long loop(int n) {
  static const char *const words[] = {"", "a", "several words", "x"};
  char longer[600];
  memset(longer, 'l', sizeof longer);
  longer[599] = 0;
  unsigned long s = 0;
  for (int i = 0; i < n; i++) {
    struct token *t = token_new(i % 7 == 3 ? -1 : i, i % 5 == 2 ? longer : words[i & 3]);
    s = s * 3 + (t ? use(t) : 5);
    token_free(t);
  }
  return s;
}

/* A longer text than the slot for it has room for. */
NOINLINE static unsigned long large(void) {
  char text[1000];
  memset(text, 'y', sizeof text);
  text[999] = 0;
  struct token *t = token_new(1, text), *u = token_new(2, "short");
  unsigned long s = use(t) * 3 + use(u);
  token_free(t);
  s += use(u);
  token_free(u);
  return s;
}

/* One of two is freed first, the other is used after that. */
NOINLINE static unsigned long two(const char *a, const char *b, int first) {
  struct token *t = token_new(1, a), *u = token_new(2, b);
  unsigned long s = use(t) * 5 + use(u);
  struct token *gone = first ? t : u, *kept = first ? u : t;
  token_free(gone);
  dirty_stack();
  s += use(kept);
  token_free(kept);
  return s;
}

/* One of them stays with the caller. */
NOINLINE static struct token *longer(const char *a, const char *b) {
  struct token *t = token_new(1, a), *u = token_new(2, b);
  struct token *keep = t->size > u->size ? t : u;
  token_free(keep == t ? u : t);
  return keep;
}

/* Own object or the caller's: the same callee frees both. */
NOINLINE static unsigned long either(long *theirs, int c) {
  long *own = malloc(3 * sizeof *own);
  own[0] = 1, own[1] = 2, own[2] = 3;
  long *victim = c ? own : theirs, *other = c ? theirs : own;
  unsigned long s = victim[0] * 7;
  xfree(victim);
  dirty_stack();
  s += other[0];
  xfree(other);
  return s;
}

NOINLINE static int box_open(int mode, long **out) {
  long *p = calloc(4, sizeof *p);
  if (!p) return -1;
  if (p[0] || p[1] || p[2] || p[3]) return -3;
  p[0] = mode;
  p[3] = 9;
  if (mode < 0) {
    free(p);
    return -2;
  }
  p[1] = mode * 2;
  *out = p;
  return 0;
}

NOINLINE static unsigned long boxed(int mode) {
  unsigned long s = 0;
  long *p = NULL;
  int error = box_open(mode, &p);
  if (error) return (unsigned long)error;
  dirty_stack();
  s = p[0] + p[1] + p[2];
  free(p);
  return s;
}

/* Zeroed at every call. */
NOINLINE static unsigned long boxes(int n) {
  unsigned long s = 0;
  for (int i = 0; i < n; i++) {
    long *p = NULL;
    if (box_open(i, &p)) return 0;
    s += p[0] + p[1] + p[2];
    p[2] = 1;
    xfree(p);
  }
  return s;
}

/* The previous iteration's lives on. */
NOINLINE static unsigned long previous(int n) {
  unsigned long s = 0;
  struct token *last = NULL;
  for (int i = 0; i < n; i++) {
    struct token *t = token_new(i, i & 1 ? "odd" : "even");
    if (last) s = s * 5 + use(last);
    token_free(last);
    last = t;
  }
  if (last) s += use(last);
  token_free(last);
  return s;
}

static struct token *remembered;
NOINLINE static unsigned long remember(const char *text) {
  struct token *t = token_new(3, text);
  token_free(remembered);
  remembered = t;
  return use(t);
}

/* Recursion: each activation has its own. */
NOINLINE static unsigned long deep(int n) {
  struct token *t = token_new(n, "deep");
  unsigned long s = n ? deep(n - 1) : 1;
  s = s * 3 + use(t);
  token_free(t);
  return s;
}

/* Freed by one callee, seen by another that keeps a copy of the address. */
static const void *seen;
NOINLINE static void look(const struct token *t) { seen = t; }
NOINLINE static unsigned long looked(void) {
  struct token *t = token_new(4, "looked at");
  look(t);
  unsigned long s = use(seen);
  token_free(t);
  return s;
}

int main(void) {
  unsigned long all = one(7, "hello") + one(1, "") + loop(50) + large();
  CHECK(one(-1, "no") == 77);
  all += two("left", "right", 0) + two("left", "right", 1);
  struct token *kept = longer("short", "much longer than that");
  dirty_stack();
  CHECK(kept->kind == 2);
  all += use(kept);
  token_free(kept);
  for (int i = 0; i < 2; i++) {
    long *theirs = malloc(sizeof *theirs);
    *theirs = 40 + i;
    all += either(theirs, i);
  }
  CHECK(boxed(5) == 15);
  CHECK(boxed(-5) == (unsigned long)-2);
  CHECK(boxes(10) == 135);
  all += previous(9);
  all += remember("first");
  dirty_stack();
  all += remember("second") + use(remembered);
  token_free(remembered);
  all += deep(5) + looked();
  printf("%lu %ld %ld\n", all, made, freed);
  return done();
}
