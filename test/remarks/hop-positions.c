// Each hop is a remark at its own line, also in another file.
//
// RUN: split-file %s %t
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o - %t/parse.c | %opt -passes='function(sroa)' -o %t.bc
// RUN: %opt -passes=escape -pass-remarks-analysis=escape -disable-output %t.bc 2>&1 | FileCheck %s
//
// CHECK: parse.c:4:12: x escapes parse:
// CHECK-NEXT: parse.c:4:12:   flow: {global last} = x:
// CHECK-NEXT: parse.c:4:12:     from call to malloc (allocation)
// CHECK-NEXT: parse.c:5:3:     from call to report (argument 1: kept by it)
// CHECK-NEXT: diag.h:3:8: from store to {global last} (store to memory that others see) in report

//--- parse.c
#include "diag.h"
void *malloc(unsigned long);
void parse(void) {
  int *x = malloc(4);
  report(x);
}
//--- diag.h
static int *last;
static void report(int *p) {
  last = p;
}
int *get(void) { return last; }
