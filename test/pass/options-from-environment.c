// Options from the environment, for hosts that hand none to plugins; those of the
// command line come before.
//
// RUN: env ESCAPE_OPTIONS=no-promote %clang -O1 -fpass-plugin=%plugin -emit-llvm -S -o - %s | FileCheck %s --check-prefix=KEPT
// RUN: env ESCAPE_OPTIONS=no-promote %clang -O1 -fpass-plugin=%plugin -mllvm -escape-options='max-paths=3' -emit-llvm -S -o - %s | FileCheck %s --check-prefix=MOVED
// RUN: not env ESCAPE_OPTIONS=nope %clang -O1 -fpass-plugin=%plugin -emit-llvm -S -o - %s 2>&1 | FileCheck %s --check-prefix=BAD
// KEPT: @malloc(
// MOVED-NOT: @malloc(
// BAD: error: escape: there is no option 'nope' (character 1 of the options) (in -escape-options or ESCAPE_OPTIONS)

#include <stdlib.h>


__attribute__((noinline)) static int look(const int *p) { return p[0] * p[1]; }

int f(int n) {
  int *p = malloc(8);
  p[0] = n;
  p[1] = n + 1;
  int r = look(p);
  free(p);
  return r;
}
