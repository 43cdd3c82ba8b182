/* What a pool is worth: loops of an allocation, a use and a free. `pools NAME ROUNDS`. */
#include <stdlib.h>
#include <string.h>

#define NOINLINE __attribute__((noinline))

typedef struct object {
  struct object *next;
  long value, rest[6]; /* 64 bytes: 64 of them in a pool of 4096 bytes */
} object_t;

NOINLINE static void write(object_t *p, long i) { p->value = i; }

/* Freed in its turn: one slot. */
NOINLINE static long in_turn(long n) {
  long sum = 0;
  for (long i = 0; i < n; i++) {
    object_t *p = malloc(sizeof *p);
    write(p, i);
    sum += p->value;
    free(p);
  }
  return sum;
}

/* Freed one turn later: two are alive. */
NOINLINE static long turn_later(long n) {
  object_t *previous = NULL;
  long sum = 0;
  for (long i = 0; i < n; i++) {
    object_t *p = malloc(sizeof *p);
    p->value = i;
    if (previous) sum += previous->value;
    free(previous);
    previous = p;
  }
  free(previous);
  return sum;
}

static inline long alive(long n, long width) {
  object_t *all[128] = {0};
  long sum = 0, at = 0;
  for (long i = 0; i < n; i++) {
    if (all[at]) sum += all[at]->value;
    free(all[at]);
    all[at] = malloc(sizeof(object_t));
    all[at]->value = i;
    if (++at == width) at = 0;
  }
  for (long i = 0; i < width; i++) free(all[i]);
  return sum;
}

NOINLINE static long alive_64(long n) { return alive(n, 64); }
NOINLINE static long alive_96(long n) { return alive(n, 96); }
NOINLINE static long alive_128(long n) { return alive(n, 128); }

/* A list built and torn down in each call. */
NOINLINE static long list_of(long length) {
  object_t *first = NULL;
  long sum = 0;
  for (long i = 0; i < length; i++) {
    object_t *p = malloc(sizeof *p);
    p->next = first;
    p->value = i;
    first = p;
  }
  while (first) {
    object_t *p = first;
    first = p->next;
    sum += p->value;
    free(p);
  }
  return sum;
}

NOINLINE static long lists(long n) {
  long sum = 0;
  for (long i = 0; i < n; i += 32) sum += list_of(32);
  return sum;
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    long (*run)(long);
  } all[] = {{"in-turn", in_turn},   {"turn-later", turn_later}, {"alive-64", alive_64},
             {"alive-96", alive_96}, {"alive-128", alive_128},   {"list", lists}};
  for (unsigned i = 0; argc == 3 && i < sizeof all / sizeof *all; i++)
    if (strcmp(argv[1], all[i].name) == 0) return all[i].run(atol(argv[2])) == 1;
  return 2;
}
