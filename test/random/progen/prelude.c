// prelude.c - what every module begins with.
//
// Job:  checksum, number hiding, stack overwriting, allocation wrappers, and
//       STRUCT_TYPES struct types, whose layout is drawn for the module.
// How:  fixed text, then each struct with its init and sum functions.
// Does not: print an address, nor sum a pointer or padding.
#include "gen.h"

static const char headers[] =
    "#ifndef _GNU_SOURCE\n#define _GNU_SOURCE\n#endif\n"
    "#include <malloc.h>\n#include <pthread.h>\n#include <setjmp.h>\n"
    "#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <stdio.h>\n"
    "#include <stdlib.h>\n#include <string.h>\n";

static const char headers_cxx[] =
    "#include <algorithm>\n#include <functional>\n#include <list>\n"
    "#include <map>\n#include <memory>\n#include <new>\n#include <string>\n"
    "#include <utility>\n#include <vector>\n";

static const char basics[] =
    "typedef uint64_t u64;\n"
    "typedef uint32_t u32;\n"
    "\n"
    "static inline u64 mix(u64 h, u64 x) {\n"
    "  h = (h ^ (x + 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu;\n"
    "  return h ^ (h >> 29);\n"
    "}\n"
    "__attribute__((noinline)) static void report(unsigned k, u64 h) {\n"
    "  printf(\"test %u: %016llx\\n\", k, (unsigned long long)h);\n"
    "}\n"
    "__attribute__((noreturn, noinline)) static void die(void) {\n"
    "  puts(\"out of memory\");\n  fflush(stdout);\n  _Exit(3);\n"
    "}\n"
    "#define CHECK(p) do { if (!(p)) die(); } while (0)\n"
    // An object that holds another one and can always be promoted itself.
    "#define WITNESS(p) \\\n"
    "  void **witness = (void **)malloc(2 * sizeof(void *)); \\\n"
    "  CHECK(witness); witness[0] = witness[1] = (void *)(p)\n"
    "#define WITNESSED(type, i) ((type)witness[i])\n"
    "\n"
    "__attribute__((noinline)) static u64 opaque(u64 x) {\n"
    "  __asm__ volatile(\"\" : \"+r\"(x));\n  return x;\n"
    "}\n"
    "static volatile u64 zero_v = 0;\n"
    "static inline u64 opaque_v(u64 x) { return x + zero_v; }\n"
    "__attribute__((noinline)) static void clobber_stack(void) {\n"
    "  unsigned char a[8192];\n"
    "  memset(a, 0xa5, sizeof a);\n"
    "  __asm__ volatile(\"\" : : \"r\"(a) : \"memory\");\n"
    "}\n"
    "__attribute__((noinline)) static void outside(void *p) {\n"
    "  __asm__ volatile(\"\" : : \"r\"(p) : \"memory\");\n"
    "}\n"
    "static u64 sum_bytes(const void *p, size_t n) {\n"
    "  u64 h = n;\n"
    "  const unsigned char *c = (const unsigned char *)p;\n"
    "  for (size_t i = 0; i < n; i++)\n    h = h * 31 + c[i];\n"
    "  return h;\n"
    "}\n";

static const char *const wrappers[] = {
    "void *xmalloc(size_t n) {\n"
    "  void *p = malloc(n);\n  if (!p && n)\n    die();\n  return p;\n}\n",
    "void *calloc1(size_t n) { return calloc(1, n); }\n",
    "void *zmalloc(size_t n) {\n"
    "  void *p = malloc(n);\n  if (p)\n    memset(p, 0x5a, n);\n"
    "  return p;\n}\n",
    "void *realloc0(size_t n) { return realloc(NULL, n); }\n",
    "void *aligned32(size_t n) {\n"
    "  return aligned_alloc(32, (n + 31) & ~(size_t)31);\n}\n",
    "void xfree(void *p) { free(p); }\n",
    "void free0(void *p) {\n  if (p)\n    free(p);\n}\n",
};

static const char hooks[] =
    "struct hooks {\n  void *(*alloc)(size_t);\n  void (*release)(void *);\n"
    "};\n"
    "static struct hooks hooks = {xmalloc, xfree};\n"
    "static inline void *hook_alloc(size_t n) { return hooks.alloc(n); }\n"
    "static inline void hook_free(void *p) { hooks.release(p); }\n";

static void emit_struct(rng_t *r, unsigned k, text_t *out) {
  static const char *const plain[] = {"u64 v;", "u32 n;", "u32 *buf;"};
  static const unsigned raws[] = {1, 3, 8, 13, 32, 100, 200};
  unsigned order[] = {0, 1, 2, 3, 4, 5}, raw = raws[rng_range(r, 0, 6)];
  for (unsigned i = 5; i > 0; i--) {
    unsigned j = rng_range(r, 0, i), t = order[i];
    order[i] = order[j];
    order[j] = t;
  }
  text_printf(out, "struct S%u {\n", k);
  for (unsigned i = 0; i < 6; i++) {
    unsigned f = order[i];
    text_add(out, "  ");
    if (f == 3)
      text_printf(out, "struct S%u *next;", k);
    else if (f == 4)
      text_printf(out, "struct S%u *other;", k);
    else if (f == 5)
      text_printf(out, "unsigned char raw[%u];", raw);
    else
      text_add(out, plain[f]);
    text_add(out, "\n");
  }
  text_add(out, "};\n");
  const char *inlining =
      rng_chance(r, 50) ? "static " : "__attribute__((noinline)) static ";
  // A byte at an unknown place may be one of a pointer beside the bytes; at a
  // known place it is not, and the object stays open to promotion.
  const char *raw_sum = rng_chance(r, 40)
                            ? "sum_bytes(p->raw, sizeof p->raw)"
                            : "p->raw[0] * 7u + p->raw[sizeof p->raw - 1]";
  text_printf(out, "%svoid S%u_init(struct S%u *p, u64 x) {\n", inlining, k, k);
  if (rng_chance(r, 50))
    text_add(out, "  memset(p, 0, sizeof *p);\n");
  text_printf(out,
              "  p->v = x;\n  p->n = (u32)x;\n  p->next = NULL;\n"
              "  p->other = NULL;\n  p->buf = NULL;\n"
              "  memset(p->raw, (int)(x & 0x7f), sizeof p->raw);\n}\n"
              "%su64 S%u_sum(const struct S%u *p) {\n"
              "  u64 h = mix(p->v, p->n);\n"
              "  return mix(h, %s);\n}\n",
              inlining, k, k, raw_sum);
}

void prelude_emit(rng_t *r, int cxx, text_t *out) {
  text_add(out, headers);
  if (cxx)
    text_add(out, headers_cxx);
  text_add(out, basics);
  for (unsigned i = 0; i < sizeof wrappers / sizeof *wrappers; i++) {
    text_add(out, rng_chance(r, 50) ? "static __attribute__((noinline)) "
                                    : "static ");
    text_add(out, wrappers[i]);
  }
  text_add(out, hooks);
  for (unsigned k = 0; k < STRUCT_TYPES; k++)
    emit_struct(r, k, out);
  text_add(out, "\n");
}
