// main.c - progen: prints a random program about allocations.
//
//   progen --seed N [--tests 100] [--only K] [--lang c|c++]
//   progen --list-constructs [--lang c|c++]
//
// The module is self-contained; a test prints `test K: <checksum>`. Run with a
// number, the program runs that test alone. Test K of seed N is the same text
// whatever else is printed, which is how `--only K` reduces.
#include "gen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void emit_test(uint64_t seed, unsigned k, int cxx, text_t *out) {
  gen_t g = {.rng = rng_make(seed, k + 1), .cxx = cxx, .test = k, .out = out};
  g.plain = rng_chance(&g.rng, 60);
  text_t body = {0};
  text_printf(&body, "__attribute__((noinline)) void test_%u(void) {", k);
  text_printf(&body, " u64 h = %uu;", rng_range(&g.rng, 1, 99999));
  for (unsigned n = rng_range(&g.rng, 2, 4); n > 0; n--)
    gen_block(&g, &body);
  text_printf(&body, " report(%uu, h); }", k);
  text_printf(out, "/* test %u: %s */\n", k, g.names.data);
  text_add_code(out, body.data);
  text_add(out, "\n");
  text_free(&body);
  text_free(&g.names);
}

static void emit_main(unsigned first, unsigned last, text_t *out) {
  text_add(out, "static void run(unsigned k) {\n  switch (k) {\n");
  for (unsigned k = first; k <= last; k++)
    text_printf(out, "  case %u: test_%u(); break;\n", k, k);
  text_printf(out,
              "  }\n}\n\nint main(int argc, char **argv) {\n"
              "  setvbuf(stdout, NULL, _IOLBF, 0);\n"
              "  if (argc > 1) {\n    run((unsigned)atoi(argv[1]));\n"
              "    return 0;\n  }\n"
              "  for (unsigned k = %u; k <= %u; k++)\n    run(k);\n"
              "  return 0;\n}\n",
              first, last);
}

static int usage(void) {
  fputs("usage: progen --seed N [--tests N] [--only K] [--lang c|c++]\n"
        "       progen --list-constructs [--lang c|c++]\n",
        stderr);
  return 2;
}

int main(int argc, char **argv) {
  uint64_t seed = 0;
  unsigned tests = 100, only = 0;
  int cxx = 0, list = 0, seeded = 0, alone = 0;
  for (int i = 1; i < argc; i++) {
    const char *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (!strcmp(argv[i], "--list-constructs")) {
      list = 1;
      continue;
    }
    if (!value)
      return usage();
    if (!strcmp(argv[i], "--seed")) {
      seed = strtoull(value, NULL, 10);
      seeded = 1;
    } else if (!strcmp(argv[i], "--tests")) {
      tests = (unsigned)strtoul(value, NULL, 10);
    } else if (!strcmp(argv[i], "--only")) {
      only = (unsigned)strtoul(value, NULL, 10);
      alone = 1;
    } else if (!strcmp(argv[i], "--lang")) {
      cxx = !strcmp(value, "c++");
      if (!cxx && strcmp(value, "c"))
        return usage();
    } else {
      return usage();
    }
    i++;
  }
  if (list) {
    const row_t *row;
    for (unsigned i = 0; (row = row_at(cxx, i)); i++)
      puts(row->name);
    return 0;
  }
  if (!seeded || tests == 0 || tests > 100000)
    return usage();

  text_t out = {0};
  rng_t module = rng_make(seed, 0);
  text_printf(&out, "/* progen --seed %llu --lang %s */\n",
              (unsigned long long)seed, cxx ? "c++" : "c");
  prelude_emit(&module, cxx, &out);
  unsigned first = alone ? only : 0, last = alone ? only : tests - 1;
  for (unsigned k = first; k <= last; k++)
    emit_test(seed, k, cxx, &out);
  emit_main(first, last, &out);
  int failed = fwrite(out.data, 1, out.size, stdout) != out.size;
  text_free(&out);
  return failed || fflush(stdout) != 0;
}
