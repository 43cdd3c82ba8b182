// expand.c - fills the holes of a template; the holes are listed in gen.h.
//
// Numbers that are "fixed for the instance" are drawn from a stream that is a
// function of the instance's name, so helpers and body agree without a table.
#include "gen.h"

#include <string.h>

static const char *pick(gen_t *g, const char *const *from, unsigned count) {
  return from[rng_range(&g->rng, 0, count - 1)];
}
#define PICK(g, from) pick(g, from, sizeof(from) / sizeof *(from))

const char *gen_linkage(gen_t *g) {
  static const char *const kinds[] = {
      "static __attribute__((noinline)) ",
      "static __attribute__((noinline)) ",
      "static ",
      "static ",
      "",
      "__attribute__((noinline)) ",
      "static inline __attribute__((always_inline)) ",
      "__attribute__((weak)) ",
  };
  return PICK(g, kinds);
}

const char *gen_allocator(gen_t *g) {
  static const char *const kinds[] = {
      "malloc", "malloc", "malloc",     "malloc",   "xmalloc", "xmalloc",
      "calloc1", "zmalloc", "realloc0", "aligned32", "hook_alloc",
  };
  if (g->plain && rng_chance(&g->rng, 90))
    return "malloc";
  return PICK(g, kinds);
}

const char *gen_deallocator(gen_t *g) {
  static const char *const kinds[] = {"free", "free", "free", "free",
                                      "xfree", "free0", "hook_free"};
  if (g->plain && rng_chance(&g->rng, 90))
    return "free";
  return PICK(g, kinds);
}

// The numbers of an instance: the same for each use of the same hole.
static unsigned fixed(const char *unit, char hole, unsigned lo, unsigned hi) {
  uint64_t key = (unsigned char)hole;
  for (const char *c = unit; *c; c++)
    key = key * 1099511628211u + (unsigned char)*c;
  rng_t r = rng_make(key, 7);
  return rng_range(&r, lo, hi);
}

static void fill(gen_t *g, const char *unit, char hole, text_t *to) {
  static const unsigned sizes[] = {1, 2, 8, 16, 24, 40, 64, 100, 256, 1000};
  static const unsigned rounds[] = {3, 4, 7, 16, 50, 300};
  static const char *const opaques[] = {"opaque", "opaque_v", "", ""};
  char name[128];
  switch (hole) {
  case 'u':
    text_add(to, unit);
    break;
  case 'f':
    text_add(to, gen_linkage(g));
    break;
  case 'N':
    text_add(to, rng_chance(&g->rng, 60) ? "static __attribute__((noinline)) "
                                         : "__attribute__((noinline)) ");
    break;
  case 'T':
    text_printf(to, "struct S%u", fixed(unit, 'T', 0, STRUCT_TYPES - 1));
    break;
  case 'I':
    text_printf(to, "S%u_init", fixed(unit, 'T', 0, STRUCT_TYPES - 1));
    break;
  case 'H':
    text_printf(to, "S%u_sum", fixed(unit, 'T', 0, STRUCT_TYPES - 1));
    break;
  case 'M':
    text_add(to, gen_allocator(g));
    break;
  case 'F':
    text_add(to, gen_deallocator(g));
    break;
  case 'o':
    text_add(to, PICK(g, opaques));
    break;
  case 'n':
    text_printf(to, "%uu", fixed(unit, 'n', 2, 6));
    break;
  case 'm':
    text_printf(to, "%uu", fixed(unit, 'm', 3, 20));
    break;
  case 's':
    text_printf(to, "%uu", sizes[fixed(unit, 's', 0, 9)]);
    break;
  case 'l':
    text_printf(to, "%uu", rounds[fixed(unit, 'l', 0, 5)]);
    break;
  case 'z':
    text_printf(to, "%uu", fixed(unit, 'z', 4097, 9000));
    break;
  case 'k':
    text_printf(to, "%uu", rng_range(&g->rng, 1, 9999));
    break;
  case 'b':
    text_printf(to, "%uu", rng_range(&g->rng, 0, 1));
    break;
  case 't':
    text_printf(to, "%uu", rng_range(&g->rng, 0, 3));
    break;
  case 'S':
    if (rng_chance(&g->rng, 60))
      text_add(to, "clobber_stack()");
    break;
  case '$':
    text_add(to, "$");
    break;
  case 'B':
    gen_block(g, to);
    break;
  case 'C':
    gen_function(g, name, sizeof name);
    text_add(to, name);
    break;
  default:
    text_printf(to, "#error unknown hole %c", hole);
  }
}

void gen_expand(gen_t *g, const char *unit, const char *source, text_t *to) {
  while (*source) {
    size_t n = strcspn(source, "$");
    text_add_bytes(to, source, n);
    source += n;
    if (*source == '$') {
      fill(g, unit, source[1], to);
      source += 2;
    }
  }
}
