// 55. unknown external function: escapes.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o %t.ll %s
// RUN: %opt -passes='print<escape>' -disable-output %t.ll 2>&1 | FileCheck %s
// RUN: %opt -passes='escape' -pass-remarks-missed=escape -disable-output %t.ll 2>&1 | FileCheck %s --check-prefix=REMARK

void *malloc(unsigned long);
void log_event(int *);

// CHECK-LABEL: function caller
// CHECK: verdict: x escapes caller
// CHECK-NEXT: flow: {unknown function log_event} = x:
// CHECK-NEXT: from call to malloc (allocation) at {{.*}}55-unknown-function.c:[[@LINE+6]]:12
// CHECK: from call to log_event (argument 1: its body is not seen) at {{.*}}55-unknown-function.c:[[@LINE+6]]:3
// CHECK-NEXT: action: kept (Escapes)
// REMARK: 55-unknown-function.c:[[@LINE+3]]:12: x escapes caller; x stays on the heap: unknown code or memory may keep its address. To change it: remove the flow shown, or let the optimizer see the code it goes to
//
void caller(void) {
  int *x = malloc(4);
  log_event(x);
}
