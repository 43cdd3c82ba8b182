// EXPECT: promoted>=9
// Plan 3. Several instances of a site are alive at once: an array in the frame with a
// list of the free ones; what does not fit is on the heap as before.
#include "check.h"

struct node {
  struct node *next;
  long value;
};

/* Built and torn down in each call; from `n` on it overflows the pool. */
NOINLINE static long built_and_freed(long n) {
  struct node *list = NULL;
  long sum = 0;
  for (long i = 0; i < n; i++) {
    struct node *p = malloc(sizeof *p);
    if (!p) return -1;
    p->next = list;
    p->value = i;
    list = p;
  }
  for (struct node *p = list; p; p = p->next) sum += p->value;
  while (list) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  return sum;
}

/* A queue: what was freed is handed out again while others are alive. */
NOINLINE static long queue(long n, long width) {
  struct node *first = NULL, *last = NULL;
  long sum = 0, held = 0;
  for (long i = 0; i < n; i++) {
    struct node *p = malloc(sizeof *p);
    if (!p) return -1;
    p->next = NULL;
    p->value = i;
    if (last) last->next = p;
    else first = p;
    last = p;
    if (++held > width) {
      struct node *q = first;
      first = q->next;
      sum = (sum * 3 + q->value) % 1000003;
      free(q);
      held--;
    }
  }
  while (first) {
    struct node *q = first;
    first = q->next;
    sum = (sum * 3 + q->value) % 1000003;
    free(q);
  }
  return sum;
}

static long expect_queue(long n) {
  long sum = 0;
  for (long i = 0; i < n; i++) sum = (sum * 3 + i) % 1000003;
  return sum;
}

/* 64 alive, in an array that is indexed; freed in another order. */
NOINLINE static long many_alive(long rounds, long step) {
  long *all[64] = {0}, sum = 0;
  for (long i = 0; i < rounds; i++) {
    long at = i * step % 64;
    if (all[at]) sum += all[at][0];
    free(all[at]);
    all[at] = malloc(2 * sizeof(long));
    if (!all[at]) return -1;
    all[at][0] = i;
    all[at][1] = at;
  }
  for (long i = 0; i < 64; i++) {
    if (all[i]) CHECK(all[i][1] == i);
    free(all[i]);
  }
  return sum;
}

static long expect_alive(long rounds, long step) {
  long value[64], sum = 0;
  int is_there[64] = {0};
  for (long i = 0; i < rounds; i++) {
    long at = i * step % 64;
    if (is_there[at]) sum += value[at];
    is_there[at] = 1;
    value[at] = i;
  }
  return sum;
}

/* The free receives the current instance, the previous one, or a block of the caller's. */
NOINLINE static long freed_through_phi(long n, long *other) {
  long *previous = NULL, sum = 0;
  for (long i = 0; i < n; i++) {
    long *p = malloc(2 * sizeof *p), *q;
    if (!p) return -1;
    p[0] = i;
    p[1] = previous ? previous[0] : 7;
    sum += p[1];
    if (i % 3 == 0) {
      q = p;
    } else if (i % 3 == 1) {
      q = previous;
      previous = p;
    } else {
      q = other;
      other = NULL;
      free(previous);
      previous = p;
    }
    free(q);
  }
  free(previous);
  free(other);
  return sum;
}

NOINLINE static long plain_phi(long n) {
  long previous = -1, sum = 0;
  for (long i = 0; i < n; i++) {
    sum += previous < 0 ? 7 : previous;
    if (i % 3) previous = i;
  }
  return sum;
}

/* One list for each turn of the outer loop, with another site of the same size. */
NOINLINE static long nested(long n, long m) {
  long sum = 0;
  for (long i = 0; i < n; i++) {
    struct node *odd = NULL, *even = NULL;
    for (long j = 0; j < m; j++) {
      struct node *p;
      if (j & 1) {
        p = malloc(sizeof *p);
        if (!p) return -1;
        p->next = odd;
        odd = p;
      } else {
        p = calloc(1, sizeof *p);
        if (!p) return -1;
        CHECK(p->next == NULL && p->value == 0);
        p->next = even;
        even = p;
      }
      p->value = i * 100 + j;
    }
    while (odd) {
      struct node *next = odd->next;
      sum += odd->value;
      free(odd);
      odd = next;
    }
    while (even) {
      struct node *next = even->next;
      sum -= even->value;
      free(even);
      even = next;
    }
  }
  return sum;
}

static long expect_nested(long n, long m) {
  long sum = 0;
  for (long i = 0; i < n; i++)
    for (long j = 0; j < m; j++) sum += j & 1 ? i * 100 + j : -(i * 100 + j);
  return sum;
}

/* Zeroed each time it is handed out. */
NOINLINE static long zeroed(long n) {
  long *previous = NULL, wrong = 0;
  for (long i = 0; i < n; i++) {
    long *p = calloc(3, sizeof *p);
    if (!p) return -1;
    wrong += p[0] != 0 || p[1] != 0 || p[2] != 0;
    p[0] = p[1] = p[2] = i + 1;
    free(previous);
    previous = p;
  }
  free(previous);
  return wrong;
}

/* Nothing is freed: as many as there is room for, then leaked as before. */
NOINLINE static long dropped_at_return(long n) {
  struct node *list = NULL;
  long sum = 0;
  for (long i = 0; i < n; i++) {
    struct node *p = malloc(sizeof *p);
    if (!p) return -1;
    p->next = list;
    p->value = i;
    list = p;
  }
  for (; list; list = list->next) sum = (sum * 3 + list->value) % 1000003;
  return sum;
}

static long expect_dropped(long n) {
  long sum = 0;
  for (long i = n; i-- > 0;) sum = (sum * 3 + i) % 1000003;
  return sum;
}

/* Sizes of run time: what is too large for an element is on the heap. */
NOINLINE static long sizes(long n) {
  char *all[5] = {0};
  long sum = 0;
  for (long i = 0; i < n; i++) {
    long size = i * 37 % 600 + 1;
    char *p = malloc((size_t)size);
    if (!p) return -1;
    memset(p, (int)(i & 63), (size_t)size);
    if (all[i % 5]) sum += all[i % 5][0];
    free(all[i % 5]);
    all[i % 5] = p;
    CHECK(p[size - 1] == (i & 63));
  }
  for (int i = 0; i < 5; i++) free(all[i]);
  return sum;
}

static long expect_sizes(long n) {
  long sum = 0;
  for (long i = 5; i < n; i++) sum += (i - 5) & 63;
  return sum;
}

int main(void) {
  long lengths[] = {0, 1, 2, 31, 32, 33, 64, 255, 256, 257, 1000};
  for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    long n = opaque(lengths[i]);
    CHECK(built_and_freed(n) == n * (n - 1) / 2);
    CHECK(queue(n, 1) == expect_queue(n));
    CHECK(queue(n, 20) == expect_queue(n));
    CHECK(queue(n, 300) == expect_queue(n));
    CHECK(many_alive(n, 1) == expect_alive(n, 1));
    CHECK(many_alive(n, 7) == expect_alive(n, 7));
    CHECK(freed_through_phi(n, malloc(16)) == plain_phi(n));
    CHECK(nested(3, n) == expect_nested(3, n));
    CHECK(zeroed(n) == 0);
    CHECK(dropped_at_return(n) == expect_dropped(n));
    CHECK(sizes(n) == expect_sizes(n));
  }
  return done();
}
