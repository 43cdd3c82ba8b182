// EXPECT: promoted>=20
// Trap 15, plan 6. Buffers that callees let grow: in the caller's frame while they fit, copied out
// when they do not. Wrappers, vectors, failures, size 0, addresses that are compared, and buffers
// that must stay.
#include "check.h"

struct text { char *p; size_t len, cap; };

NOINLINE static void append(struct text *s, const char *x, size_t n) {
  if (s->len + n > s->cap) {
    size_t c = s->cap ? s->cap * 2 : 8;
    while (c < s->len + n) c *= 2;
    char *q = realloc(s->p, c);
    if (!q) abort();
    s->p = q;
    s->cap = c;
  }
  memcpy(s->p + s->len, x, n);
  s->len += n;
}
NOINLINE static void put(struct text *s, const char *x) {
  append(s, x, strlen(x));
  append(s, "\n", 1);
}
NOINLINE static void release(struct text *s) {
  free(s->p);
  memset(s, 0x5a, sizeof *s);
}
NOINLINE static unsigned long sum(const struct text *s) {
  unsigned long r = s->len;
  for (size_t i = 0; i < s->len; i++) r = r * 31 + (unsigned char)s->p[i];
  return r;
}

/* What sum() of n times `word` and a newline is. */
static unsigned long expected(long n, const char *word) {
  size_t length = strlen(word);
  unsigned long r = (unsigned long)n * (length + 1);
  for (long i = 0; i < n; i++) {
    for (size_t j = 0; j < length; j++) r = r * 31 + (unsigned char)word[j];
    r = r * 31 + '\n';
  }
  return r;
}

NOINLINE static unsigned long freed_here(long n) {
  struct text s = {0};
  for (long i = 0; i < n; i++) put(&s, "word");
  unsigned long r = sum(&s);
  free(s.p);
  return r;
}
NOINLINE static unsigned long freed_in_callee(long n) {
  struct text s = {0};
  for (long i = 0; i < n; i++) put(&s, "other words");
  unsigned long r = sum(&s);
  release(&s);
  return r;
}
/* From a block of the caller's own. */
NOINLINE static unsigned long from_malloc(long n) {
  struct text s = {malloc(5), 0, 5};
  if (!s.p) return 0;
  for (long i = 0; i < n; i++) put(&s, "x");
  unsigned long r = sum(&s);
  free(s.p);
  return r;
}
/* Two at once, in turns; swapped; the one that is freed first leaves room for a third. */
NOINLINE static void two_at_once(long n) {
  struct text a = {0}, b = {0}, c = {0};
  const char *in_a = "left", *in_b = "right";
  for (long i = 0; i < n; i++) {
    put(&a, in_a);
    put(&b, in_b);
    if (i % 3 == 1) {
      struct text t = a;
      const char *in_t = in_a;
      a = b, in_a = in_b;
      b = t, in_b = in_t;
    }
  }
  CHECK(sum(&a) == expected(n, in_a));
  release(&a);
  for (long i = 0; i < n; i++) put(&c, "third");
  CHECK(sum(&b) == expected(n, in_b));
  CHECK(sum(&c) == expected(n, "third"));
  release(&b);
  release(&c);
}
/* One after the other, and all of them at once. */
NOINLINE static void many(long n) {
  struct text all[12];
  for (long i = 0; i < n; i++) {
    struct text one = {0};
    for (long j = 0; j <= i; j++) put(&one, "turn");
    CHECK(sum(&one) == expected(i + 1, "turn"));
    release(&one);
  }
  memset(all, 0, sizeof all);
  for (long i = 0; i < n; i++)
    for (int j = 0; j < 12; j++) put(&all[j], "each");
  for (int j = 0; j < 12; j++) {
    CHECK(sum(&all[j]) == expected(n, "each"));
    free(all[j].p);
  }
}

/* A wrapper of a wrapper. */
NOINLINE static void *xrealloc(void *p, size_t n) {
  void *q = realloc(p, n);
  if (!q) abort();
  return q;
}
NOINLINE static void *more(void *p, size_t n, size_t size) { return xrealloc(p, n * size); }
NOINLINE static long wrapped(long n) {
  long *v = NULL, r = 0;
  for (long i = 0; i < n; i++) {
    v = more(v, (size_t)i + 1, sizeof *v);
    v[i] = i * i;
  }
  for (long i = 0; i < n; i++) r += v[i] - i * i + 1;
  free(v);
  return r;
}
/* Up and down. */
NOINLINE static long resized(long n) {
  size_t size = 4;
  unsigned char *v = xrealloc(NULL, size);
  for (size_t j = 0; j < size; j++) v[j] = (unsigned char)(j * 3);
  long r = 0;
  for (long i = 0; i < n; i++) {
    size_t next = i % 3 ? size * 2 + 9 : size / 2 + 1;
    v = xrealloc(v, next);
    for (size_t j = 0; j < size && j < next; j++) r += v[j] != (unsigned char)(j * 3);
    for (size_t j = size; j < next; j++) v[j] = (unsigned char)(j * 3);
    size = next > 3000 ? 3 : next;
    if (next > 3000) v = xrealloc(v, size);
  }
  free(v);
  return r;
}

/* Pointers in a vector, to objects of the frame among them. */
struct item { long value; struct item *next; };
struct vector { struct item **data; int used, room; };
NOINLINE static void push(struct vector *v, struct item *x) {
  if (v->used == v->room) {
    v->room = v->room * 3 / 2 + 2;
    v->data = xrealloc(v->data, (size_t)v->room * sizeof *v->data);
  }
  v->data[v->used++] = x;
}
NOINLINE static long pointers(long n) {
  struct vector v = {0};
  struct item own[80];
  long r = 0;
  for (long i = 0; i < n; i++) {
    struct item *x = i % 2 ? &own[i] : malloc(sizeof *x);
    if (!x) return -1;
    x->value = i;
    x->next = i ? v.data[i / 2] : NULL;
    push(&v, x);
  }
  for (long i = 0; i < n; i++) r += v.data[i]->value + (i ? v.data[i]->next->value : 0);
  for (long i = 0; i < n; i += 2) free(v.data[i]);
  free(v.data);
  return r;
}

/* In an object that is made by a callee too. */
struct owner { struct text name; struct owner *next; };
NOINLINE static struct owner *owner_new(const char *name) {
  struct owner *o = calloc(1, sizeof *o);
  if (!o) abort();
  put(&o->name, name);
  return o;
}
NOINLINE static void owner_free(struct owner *o) {
  if (!o) return;
  owner_free(o->next);
  free(o->name.p);
  free(o);
}
NOINLINE static unsigned long nested(long n) {
  struct owner *o = owner_new("first");
  unsigned long r = 0;
  for (long i = 0; i < n; i++) put(&o->name, "name");
  r = sum(&o->name);
  free(o->name.p);
  free(o);
  return r;
}
NOINLINE static unsigned long chained(long n) {
  struct owner *list = NULL;
  unsigned long r = 0;
  for (long i = 0; i < n; i++) {
    struct owner *o = owner_new("link");
    o->next = list;
    list = o;
    put(&o->name, "of a chain");
  }
  for (struct owner *o = list; o; o = o->next) r += sum(&o->name);
  owner_free(list);
  return r;
}

/* Too much is asked for: the block stays as it is. */
NOINLINE static int try_grow(struct text *s, size_t size) {
  char *q = realloc(s->p, size);
  if (!q) return 0;
  s->p = q;
  s->cap = size;
  return 1;
}
NOINLINE static void fails(size_t much, int fits) {
  struct text s = {0};
  put(&s, "still there");
  CHECK(try_grow(&s, much) == fits);
  CHECK(sum(&s) == expected(1, "still there"));
  put(&s, "still there");
  CHECK(sum(&s) == expected(2, "still there"));
  free(s.p);
}

/* realloc to size 0 may free the block and return null, or a block of no bytes; the result is not
 * looked at, as in realloc-in-frame.c. */
NOINLINE static void *resize(void *p, size_t n) { return realloc(p, n); }
NOINLINE static void to_nothing(size_t size) {
  char *b = malloc(30);
  if (!b) return;
  b[0] = 1;
  char *q = resize(b, size);
  if (size) free(q);
}

/* Pointers to the inside are moved along, if it moved. */
NOINLINE static char *grow_with(char *old, size_t n, char **inner) {
  char *q = xrealloc(old, n);
  if (q != old) *inner = q + (*inner - old);
  return q;
}
NOINLINE static void moved_along(size_t n) {
  char *b = malloc(20), *inner;
  if (!b) return;
  strcpy(b, "abcdefg");
  inner = b + 3;
  b = grow_with(b, n, &inner);
  CHECK(inner == b + 3);
  CHECK(strcmp(inner, "defg") == 0);
  free(b);
}

/* Another type after the move. */
NOINLINE static long retyped(long n) {
  long *a = xrealloc(NULL, (size_t)n * sizeof *a), r = 0;
  for (long i = 0; i < n; i++) a[i] = i + 1;
  long first = a[0], second = a[1];
  double *d = xrealloc(a, (size_t)n * sizeof *d * 2);
  for (long i = 0; i < n; i++) d[i] = 0.5;
  for (long i = 0; i < n; i++) r += (long)(2 * d[i]);
  free(d);
  return r + first * 100 + second * 1000;
}

/* A block of the caller's, or its own; freed by the callee if there is no room. */
NOINLINE static char *either(char *other, size_t n) {
  char *b = other ? other : xrealloc(NULL, 8);
  if (!other) strcpy(b, "own");
  b = xrealloc(b, n);
  strcat(b, "!");
  return b;
}
NOINLINE static long eithers(size_t n) {
  char *mine = xrealloc(NULL, 8);
  strcpy(mine, "mine");
  mine = either(mine, n);
  char *its = either(NULL, n);
  long r = (long)(strlen(mine) * 10 + strlen(its));
  free(its);
  free(mine);
  return r;
}

/* What the callee lets grow it gives back itself. */
NOINLINE static long used_up(char *b, size_t n) {
  char *q = realloc(b, n);
  if (!q) {
    free(b);
    return -1;
  }
  strcat(q, " used up");
  long r = (long)strlen(q);
  free(q);
  return r;
}
NOINLINE static long gives_away(size_t n) {
  char *b = malloc(16);
  if (!b) return -1;
  strcpy(b, "all");
  return used_up(b, n);
}

/* Those that stay: the callee remembers the block, or the caller returns it. */
static char *remembered;
NOINLINE static char *remember(char *old, size_t n) {
  char *q = xrealloc(old, n);
  remembered = q;
  return q;
}
NOINLINE static void remembers(size_t n) {
  char *b = malloc(20);
  if (!b) return;
  strcpy(b, "remembered");
  remember(b, n);
}
NOINLINE static char *returned(long n) {
  struct text s = {0};
  for (long i = 0; i < n; i++) append(&s, "ret", 3);
  append(&s, "", 1);
  return s.p;
}
/* The first of its blocks is in the frame, the last is the caller's. */
NOINLINE static char *shrunk(const char *text) {
  char *b = malloc(200);
  if (!b) abort();
  strcpy(b, text);
  return resize(b, strlen(b) + 1);
}

/* A recursive callee, and a recursive owner. */
NOINLINE static void digits(struct text *s, long n) {
  if (n >= 10) digits(s, n / 10);
  char digit = (char)('0' + n % 10);
  if (s->len == s->cap) {
    s->cap += 3;
    s->p = realloc(s->p, s->cap);
    if (!s->p) abort();
  }
  s->p[s->len++] = digit;
}
NOINLINE static void in_digits(long n) {
  struct text s = {0};
  char all[32];
  digits(&s, n);
  CHECK((size_t)snprintf(all, sizeof all, "%ld", n) == s.len);
  CHECK(memcmp(all, s.p, s.len) == 0);
  free(s.p);
}
NOINLINE static unsigned long deep(int depth, struct text *above) {
  struct text s = {0};
  unsigned long r = 0;
  for (int i = 0; i < 9; i++) put(&s, "deep");
  if (above) put(above, "from below");
  if (depth) r = deep(depth - 1, depth % 2 ? &s : above);
  r = r * 3 + sum(&s);
  free(s.p);
  return r;
}

/* Entered again while it runs, by a pointer. */
static void (*again)(int);
NOINLINE static void reentered(int depth) {
  struct text s = {0};
  put(&s, "outer");
  if (depth) again(depth - 1);
  put(&s, "outer");
  CHECK(sum(&s) == expected(2, "outer"));
  free(s.p);
}

int main(void) {
  long lengths[] = {0, 1, 5, 30, 80};
  for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    long n = opaque(lengths[i]);
    CHECK(freed_here(n) == expected(n, "word"));
    dirty_stack();
    CHECK(freed_in_callee(n) == expected(n, "other words"));
    CHECK(from_malloc(n) == expected(n, "x"));
    two_at_once(n);
    many(n);
    CHECK(wrapped(n) == n);
    CHECK(resized(n) == 0);
    long in_vector = 0;
    for (long j = 0; j < n; j++) in_vector += j + (j ? j / 2 : 0);
    CHECK(pointers(n) == in_vector);
    printf("%lu %lu\n", nested(n), chained(n));
  }
  fails((size_t)opaque(100), 1);
  fails((size_t)opaque(100000), 1);
  fails((size_t)opaque(0x7fffffffffffff00), 0);
  to_nothing((size_t)opaque(300));
  to_nothing((size_t)opaque(0));
  for (long n = 20; n < 2000; n *= 3) {
    moved_along((size_t)opaque(n));
    CHECK(eithers((size_t)opaque(n)) == 54);
    CHECK(gives_away((size_t)opaque(n)) == 11);
    CHECK(retyped(opaque(n / 5)) == n / 5 + 2100);
    remembers((size_t)opaque(n));
    dirty_stack();
    CHECK(strcmp(remembered, "remembered") == 0);
    free(remembered);
  }
  char *kept = returned(opaque(50));
  dirty_stack();
  CHECK(strlen(kept) == 150 && memcmp(kept, "retret", 6) == 0);
  free(kept);
  kept = shrunk("kept by the caller");
  dirty_stack();
  CHECK(strcmp(kept, "kept by the caller") == 0);
  free(kept);
  in_digits(opaque(7));
  in_digits(opaque(1234567890123));
  printf("%lu\n", deep((int)opaque(4), NULL));
  again = opaque(1) ? reentered : NULL;
  reentered((int)opaque(3));
  return done();
}
