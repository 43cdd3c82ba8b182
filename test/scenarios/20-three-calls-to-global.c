// 20. three calls deep, then a global: escapes, and the path runs through the
// three functions, each hop at its own line.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o - %s | %opt -passes='function(sroa)' -o %t.bc
// RUN: %opt -passes='print<escape>' -disable-output %t.bc 2>&1 | FileCheck %s
// RUN: %opt -passes='escape' -pass-remarks-missed=escape -pass-remarks-analysis=escape -disable-output %t.bc 2>&1 | FileCheck %s --check-prefix=REMARK

void *malloc(unsigned long);
int *g;
static void third(int *p) {
  g = p;
}
static void second(int *p) {
  third(p);
}
static void first(int *p) {
  second(p);
}

// CHECK-LABEL: function caller
// CHECK: verdict: x escapes caller
// CHECK-NEXT: flow: {global g} = x:
// CHECK-NEXT: from call to malloc (allocation) at {{.*}}20-three-calls-to-global.c:[[@LINE+9]]:12
// CHECK-NEXT: from call to first (argument 1: kept by it) at {{.*}}20-three-calls-to-global.c:[[@LINE+9]]:3
// CHECK-NEXT: from call to second (argument 1: kept by it) in first at {{.*}}20-three-calls-to-global.c:[[@LINE-8]]:3
// CHECK-NEXT: from call to third (argument 1: kept by it) in second at {{.*}}20-three-calls-to-global.c:[[@LINE-12]]:3
// CHECK-NEXT: from store to {global g} (store to memory that others see) in third at {{.*}}20-three-calls-to-global.c:[[@LINE-16]]:5
// CHECK-NEXT: action: kept (Escapes)
// REMARK: 20-three-calls-to-global.c:[[@LINE+3]]:12: x escapes caller:
// REMARK: 20-three-calls-to-global.c:[[@LINE-19]]:5: {{.*}}from store to {global g} (store to memory that others see) in third
void caller(void) {
  int *x = malloc(4);
  first(x);
}
