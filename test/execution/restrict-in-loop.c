/* Trap 20. Instances of a loop share a slot or a pool, and accesses that come from
 * restrict parameters claim to alias no other: true of each instance, false of two
 * in the same storage. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

static inline void scale(unsigned *restrict to, const unsigned *restrict from, unsigned by) {
  for (int i = 0; i < 8; ++i)
    to[i] = by * from[i];
}

static __attribute__((noinline)) unsigned fold(const unsigned *all) {
  unsigned total = 0;
  for (int i = 0; i < 8; ++i)
    total = total * 31 + all[i];
  return total;
}

/* Each turn's object is made from numbers that the last turn's object gave. */
static __attribute__((noinline)) unsigned chained(int turns) {
  unsigned carried[8] = {1, 2, 3, 4, 5, 6, 7, 8}, total = 0;
  for (int i = 0; i < turns; ++i) {
    unsigned *made = malloc(8 * sizeof *made);
    if (!made)
      abort();
    scale(made, carried, (unsigned)i + 2);
    total ^= fold(made);
    scale(carried, made, 3);
    free(made);
  }
  return total ^ fold(carried);
}

struct link {
  struct link *next;
  unsigned values[8];
};

/* Several alive: each is made from the one before, which then goes. */
static __attribute__((noinline)) unsigned in_pool(int turns) {
  struct link *list = NULL;
  unsigned total = 0;
  for (int i = 0; i < turns; ++i) {
    struct link *made = malloc(sizeof *made);
    if (!made)
      abort();
    made->next = list;
    if (list)
      scale(made->values, list->values, 3);
    else
      memset(made->values, i + 1, sizeof made->values);
    list = made;
    if (i % 3 == 2) {
      struct link *second = list->next;
      list->next = second->next;
      total = total * 7 + fold(second->values);
      free(second);
    }
  }
  while (list) {
    struct link *next = list->next;
    total = total * 7 + fold(list->values);
    free(list);
    list = next;
  }
  return total;
}

int main(void) {
  for (int turns = 0; turns < 40; turns += 3)
    printf("%u %u\n", chained(turns), in_pool(turns));
}
