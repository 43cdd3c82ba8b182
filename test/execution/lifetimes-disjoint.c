// EXPECT: promoted>=3
// Trap 7. Where the lifetimes of two slots do not overlap they may share storage: what is
// read indirectly, before its object is freed, must still be there.
#include "check.h"

struct view {
  const int *data;
  int size;
};

NOINLINE static unsigned sum(const struct view *v) {
  unsigned s = 0;
  for (int i = 0; i < v->size; i++)
    s = s * 3 + (unsigned)v->data[i];
  return s;
}

// One after the other.
NOINLINE static unsigned in_sequence(int x) {
  int *a = malloc(64 * sizeof *a), *b;
  unsigned s;
  if (!a)
    return 1;
  for (int i = 0; i < 64; i++)
    a[i] = i ^ x;
  s = sum(&(struct view){a, 64});
  free(a);
  b = malloc(64 * sizeof *b);
  if (!b)
    return 1;
  for (int i = 0; i < 64; i++)
    b[i] = (int)(s % 1000) + i;
  s = sum(&(struct view){b, 64});
  free(b);
  return s;
}

// Overlapping, reached through another object only, freed in the other order.
NOINLINE static unsigned indirectly(int x) {
  int *a = malloc(32 * sizeof *a);
  struct view *v = malloc(sizeof *v);
  if (!a || !v)
    return 1;
  *v = (struct view){a, 32};
  for (int i = 0; i < 32; i++)
    a[i] = x * i;
  int *b = malloc(32 * sizeof *b);
  if (!b)
    return 1;
  for (int i = 0; i < 32; i++)
    b[i] = ~i;
  unsigned s = sum(v);
  s += sum(&(struct view){b, 32});
  free(a);
  free(v);
  free(b);
  return s;
}

// In different branches, and once more after them.
NOINLINE static unsigned in_branches(int x) {
  unsigned s;
  if (x & 1) {
    int *a = malloc(40 * sizeof *a);
    if (!a)
      return 1;
    for (int i = 0; i < 40; i++)
      a[i] = x + i;
    s = sum(&(struct view){a, 40});
    free(a);
  } else {
    int *b = calloc(40, sizeof *b);
    if (!b)
      return 1;
    b[x & 31] = 5;
    s = sum(&(struct view){b, 40});
    free(b);
  }
  int *c = calloc(40, sizeof *c);
  if (!c)
    return 1;
  s += sum(&(struct view){c, 40});
  free(c);
  return s;
}

int main(void) {
  for (int i = 0; i < 4; i++)
    printf("%u %u %u\n", in_sequence((int)opaque(i)), indirectly((int)opaque(i)),
           in_branches((int)opaque(i)));
  return done();
}
