// EXPECT: promoted>=6
// Trap 15. Buffers that grow: in the frame while they fit, copied out when they do not. Null
// and size 0 as the library has them; a failure leaves the block as it is.
#include "check.h"

/* From null, by doubling. */
NOINLINE static long from_null(long n, size_t start) {
  unsigned char *b = NULL;
  size_t size = 0, used = 0;
  long sum = 0;
  for (long i = 0; i < n; i++) {
    if (used == size) {
      size = size ? size * 2 : start;
      b = realloc(b, size);
      if (!b) return -1;
    }
    b[used++] = (unsigned char)(i * 7);
  }
  for (size_t i = 0; i < used; i++) sum += b[i];
  free(b);
  return sum;
}

/* From a block of another site, up and down. */
NOINLINE static long up_and_down(long n) {
  long *b = malloc(4 * sizeof *b), sum = 0;
  size_t size = 4;
  if (!b) return -1;
  for (size_t i = 0; i < size; i++) b[i] = (long)i;
  for (long i = 0; i < n; i++) {
    size_t next = i % 3 ? size + 9 : size / 2 + 1;
    long *more = realloc(b, next * sizeof *b);
    if (!more) break;
    b = more;
    for (size_t j = 0; j < size && j < next; j++) sum += b[j] == (long)j;
    for (size_t j = size; j < next; j++) b[j] = (long)j;
    size = next;
  }
  free(b);
  return sum;
}

static long expect_up_and_down(long n) {
  long sum = 0;
  size_t size = 4;
  for (long i = 0; i < n; i++) {
    size_t next = i % 3 ? size + 9 : size / 2 + 1;
    sum += (long)(size < next ? size : next);
    size = next;
  }
  return sum;
}

/* Two buffers from one site, alive together. */
NOINLINE static long two_at_once(long n) {
  char *all[2] = {NULL, NULL};
  size_t size[2] = {0, 0};
  long sum = 0;
  for (long i = 0; i < n; i++) {
    int which = i % 3 == 0;
    char *more = realloc(all[which], size[which] + 10);
    if (!more) return -1;
    all[which] = more;
    memset(more + size[which], 'a' + which, 10);
    size[which] += 10;
  }
  for (int which = 0; which < 2; which++) {
    for (size_t i = 0; i < size[which]; i++) CHECK(all[which][i] == 'a' + which);
    sum += (long)size[which];
    free(all[which]);
  }
  return sum;
}

/* Too much is asked for: the block stays as it is. */
NOINLINE static long fails(size_t much) {
  char *b = malloc(20);
  if (!b) return -1;
  strcpy(b, "still there");
  char *more = realloc(b, much);
  if (more) b = more;
  long length = (long)strlen(b);
  free(b);
  return length;
}

/* The result stays with the caller, shrunk to what is used. */
NOINLINE static char *shrunk(const char *text) {
  char *b = malloc(200);
  if (!b) abort();
  strcpy(b, text);
  return realloc(b, strlen(b) + 1);
}

/* A block of the caller's, or one of its own. */
NOINLINE static long either(char *other) {
  char *b = other ? other : malloc(8);
  if (!b) return -1;
  if (!other) strcpy(b, "own");
  char *more = realloc(b, 300);
  if (!more) return -1;
  strcat(more, "!");
  long length = (long)strlen(more);
  free(more);
  return length;
}

/* What the buffer holds are pointers, to objects in the frame among them. */
NOINLINE static long of_pointers(long n) {
  long **all = NULL, sum = 0;
  long own[64];
  for (long i = 0; i < n; i++) {
    long **more = realloc(all, (size_t)(i + 1) * sizeof *all);
    if (!more) return -1;
    all = more;
    own[i] = i;
    all[i] = &own[i];
  }
  for (long i = 0; i < n; i++) sum += *all[i];
  free(all);
  return sum;
}

/* realloc to size 0 may free the block and return null, or a block of no bytes; what it
 * does here LLVM itself may assume otherwise, so the result is not looked at. */
NOINLINE static void to_nothing(size_t size) {
  char *b = malloc(30);
  if (!b) return;
  b[0] = 1;
  char *more = realloc(b, size);
  if (size) free(more);
}

int main(void) {
  long lengths[] = {0, 1, 7, 40, 64};
  for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    long n = opaque(lengths[i]);
    long expected = 0;
    for (long j = 0; j < 10 * n; j++) expected += (unsigned char)(j * 7);
    CHECK(from_null(10 * n, 16) == expected);
    CHECK(from_null(10 * n, 100) == expected);
    CHECK(up_and_down(n) == expect_up_and_down(n));
    CHECK(two_at_once(n) == 10 * n);
    CHECK(of_pointers(n) == n * (n - 1) / 2);
  }
  CHECK(fails((size_t)opaque(30)) == 11);
  CHECK(fails((size_t)opaque(3000)) == 11);
  char *kept = shrunk("kept by the caller");
  dirty_stack();
  CHECK(strcmp(kept, "kept by the caller") == 0);
  free(kept);
  char *other = malloc(8);
  if (!other) return 1;
  strcpy(other, "other");
  CHECK(either(other) == 6);
  CHECK(either(NULL) == 4);
  to_nothing((size_t)opaque(300));
  to_nothing((size_t)opaque(0));
  return done();
}
