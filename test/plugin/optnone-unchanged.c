// Plain -O0 marks every function optnone: it must come out unchanged (trap 41).
//
// REQUIRES: plugin
// RUN: %clang -O0 -S -emit-llvm %s -o %t.plain.ll
// RUN: %clang -O0 -fpass-plugin=%plugin -S -emit-llvm %s -o %t.plugin.ll
// RUN: diff %t.plain.ll %t.plugin.ll
// RUN: %opt -passes=escape -S %t.plain.ll -o %t.opt.ll
// RUN: %bare-opt -passes=verify -S %t.plain.ll -o %t.verify.ll
// RUN: diff %t.verify.ll %t.opt.ll
#include <stdlib.h>

int f(int x) {
  int *p = malloc(sizeof *p);
  if (!p)
    return -1;
  *p = x;
  int r = *p;
  free(p);
  return r;
}
