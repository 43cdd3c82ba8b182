// EXPECT O2: promoted>=6
// Plan 6: objects that callees make and free for their caller: wrappers, nested
// buffers, error paths, out-parameters, loops, and those that must stay.
#include "check.h"

static long made, freed;

static void *xmalloc(size_t n) {
  void *p = malloc(n);
  if (!p) abort();
  return p;
}

struct token { int kind; char *text; size_t size; };

static struct token *token_new(int kind, const char *text) {
  struct token *t = xmalloc(sizeof *t);
  t->kind = kind;
  t->size = strlen(text) + 1;
  t->text = xmalloc(t->size);
  memcpy(t->text, text, t->size);
  made++;
  return t;
}

static void token_free(struct token *t) {
  if (!t) return;
  memset(t->text, 'x', t->size);
  free(t->text);
  memset(t, 0x5a, sizeof *t);
  free(t);
  freed++;
}

NOINLINE static unsigned long use(const struct token *t) {
  unsigned long s = t->kind;
  for (size_t i = 0; i < t->size; i++)
    s = s * 31 + (unsigned char)t->text[i];
  return s;
}

NOINLINE static unsigned long one(const char *text) {
  struct token *t = token_new(7, text);
  unsigned long s = use(t);
  token_free(t);
  return s;
}

NOINLINE static unsigned long loop(int n) {
  static const char *const words[] = {"", "a", "several words", "x"};
  unsigned long s = 0;
  for (int i = 0; i < n; i++) {
    struct token *t = token_new(i, words[i & 3]);
    s = s * 3 + use(t);
    token_free(t);
  }
  return s;
}

/* Error code and out-parameter. */
static int box_open(int mode, long **out) {
  long *p = malloc(4 * sizeof *p);
  if (!p) return -1;
  p[0] = mode;
  if (mode < 0) {
    free(p);
    return -2;
  }
  p[1] = mode * 2;
  *out = p;
  return 0;
}

NOINLINE static unsigned long boxed(int mode) {
  long *p = NULL;
  int error = box_open(mode, &p);
  if (error) return (unsigned long)error;
  dirty_stack();
  unsigned long s = p[0] + p[1];
  free(p);
  return s;
}

/* Two at once, freed in the other order; compared. */
NOINLINE static unsigned long two(const char *a, const char *b) {
  struct token *t = token_new(1, a), *u = token_new(2, b);
  unsigned long s = use(t) * 5 + use(u) + (t == u);
  token_free(u);
  s += use(t);
  token_free(t);
  return s;
}

/* One of them stays with the caller. */
NOINLINE static struct token *longer(const char *a, const char *b) {
  struct token *t = token_new(1, a), *u = token_new(2, b);
  struct token *keep = t->size > u->size ? t : u;
  token_free(keep == t ? u : t);
  return keep;
}

/* A list: all its nodes live at once. */
struct node { struct node *next; int value; };

static struct node *push(struct node *list, int value) {
  struct node *n = xmalloc(sizeof *n);
  n->next = list;
  n->value = value;
  return n;
}

NOINLINE static unsigned long listed(int count) {
  struct node *list = NULL;
  for (int i = 0; i < count; i++)
    list = push(list, i);
  unsigned long s = 0;
  for (struct node *n = list; n; n = n->next)
    s = s * 3 + n->value;
  while (list) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  return s;
}

static struct token *last;
NOINLINE static unsigned long remembered(const char *text) {
  struct token *t = token_new(3, text);
  if (last) token_free(last);
  last = t;
  return use(t);
}

int main(void) {
  unsigned long all = one("hello") + one("") + loop(50);
  CHECK(boxed(5) == 15);
  CHECK(boxed(-5) == (unsigned long)-2);
  all += two("left", "right") + listed(40);
  struct token *kept = longer("short", "much longer than that");
  dirty_stack();
  CHECK(kept->kind == 2);
  all += use(kept);
  token_free(kept);
  all += remembered("first");
  dirty_stack();
  all += remembered("second") + use(last);
  token_free(last);
  CHECK(made == freed);
  printf("%lu %ld\n", all, made);
  return done();
}
