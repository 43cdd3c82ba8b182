// Assertions that hold leave the program as it is without them: the same code at
// every level, the same remarks, the same behaviour. In a loop, in an inlined
// function, in one whose caller owns the object; code that is never reached does
// not count. C and C++, and where the pass is turned off.
//
// REQUIRES: report
// RUN: rm -rf %t && mkdir %t && cd %t && cp %s x.c && cp %s x.cpp
// RUN: %escape-cc -O2 -S x.c -o with.s && %escape-cc -U__ESCAPE__ -O2 -S x.c -o without.s && diff with.s without.s
// RUN: %escape-cc -O1 -S x.c -o with.s && %escape-cc -U__ESCAPE__ -O1 -S x.c -o without.s && diff with.s without.s
// RUN: %escape-cc -O0 -c x.c && llvm-nm x.o | FileCheck %s --check-prefix=SYMBOLS
// RUN: %escape-cc -O2 -mllvm -escape-options=no-promote -c x.c && llvm-nm x.o | FileCheck %s --check-prefix=SYMBOLS
// RUN: %escape-cc -O2 -flto -c x.c && llvm-nm x.o | FileCheck %s --check-prefix=SYMBOLS
// RUN: %escape-cc -O2 -flto=thin -c x.c && llvm-nm x.o | FileCheck %s --check-prefix=SYMBOLS
// SYMBOLS-NOT: escape_assert
// RUN: %escape-c++ -O2 -fno-exceptions -S x.cpp -o with.s && %escape-c++ -U__ESCAPE__ -fno-exceptions -O2 -S x.cpp -o without.s && diff with.s without.s
// RUN: %escape-c++ -O2 -c x.cpp
// RUN: %escape-cc -O2 -fuse-ld=lld -flto x.c -o lto && ./lto | FileCheck %s --check-prefix=OUT
//
// RUN: %escape-cc -O2 x.c -o with -fsave-optimization-record -foptimization-record-file=with.yaml
// RUN: %escape-cc -U__ESCAPE__ -O2 x.c -o without -fsave-optimization-record -foptimization-record-file=without.yaml
// RUN: diff with.yaml without.yaml
// RUN: ./with > with.out && ./without > without.out && diff with.out without.out
// RUN: FileCheck %s --check-prefix=OUT < with.out
// RUN: %escape-report with.yaml | FileCheck %s --check-prefix=REPORT
// RUN: not grep -r escape_assert with.yaml
//
// Without the macro they are nothing, to any compiler; with it, and without the
// plugin, they do not pass in silence.
// RUN: %clang -std=c99 -Wall -Wextra -Werror -O2 -I%include -c x.c
// RUN: not %clang -O2 -D__ESCAPE__ -I%include -c x.c 2>&1 | FileCheck %s --check-prefix=NONE
// NONE: x.c:{{[0-9]+}}:3: error: call to 'escape_assert_local' declared with 'error' attribute: __ESCAPE__ is defined, but the plugin of escape is not loaded
//
// OUT: hello 0 hello 1 hello 2 made copied same
// REPORT: 4 allocation sites: 3 moved to the stack (2 slots, 1 owned by a caller), 1 stays.
#include <escape/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct user {
  char name[32];
};

static struct user *kept;

__attribute__((noinline)) static void fill(struct user *p, const char *name) {
  ESCAPE_MUST_NOT_BE_KEPT(p);
  ESCAPE_MUST_NOT_BE_KEPT(name);
  strcpy(p->name, name);
}

/* Given back is not kept. */
static struct user *same(struct user *p) {
  ESCAPE_MUST_NOT_BE_KEPT(p);
  return p;
}

static void greet(int i) {
  struct user *u = (struct user *)malloc(sizeof *u);
  ESCAPE_MUST_NOT_ESCAPE(u);
  ESCAPE_MUST_BE_PROMOTED(u);
  if (!u)
    abort();
  fill(u, "hello");
  printf("%s %d ", u->name, i);
  free(u);
}

static struct user *make(void) {
  struct user *u = (struct user *)malloc(sizeof *u);
  ESCAPE_MUST_BE_PROMOTED(u);
  if (!u)
    abort();
  fill(u, "made");
  return u;
}

static void dead(void) {
  const int debug = 0;
  struct user *u = (struct user *)malloc(sizeof *u);
  if (debug) {
    ESCAPE_MUST_NOT_ESCAPE(u);
    ESCAPE_MUST_BE_PROMOTED(u);
  }
  if (!u)
    abort();
  fill(u, "same");
  kept = u;
}

int main(void) {
  for (int i = 0; i < 3; ++i)
    greet(i);
  struct user *made = make();
  printf("%s ", made->name);
  free(made);
  for (int i = 0; i < 2; ++i) {
    char *text = i ? (char *)malloc(16) : NULL;
    ESCAPE_MUST_NOT_ESCAPE(text);
    if (!text)
      continue;
    strcpy(text, "copied");
    printf("%s ", text);
    free(text);
  }
  dead();
  printf("%s\n", same(kept)->name);
  free(kept);
  return 0;
}
