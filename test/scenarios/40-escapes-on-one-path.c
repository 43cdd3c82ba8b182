// 40. `if (c) g = x`: escapes, and the text says "only on this path".
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o %t.ll %s
// RUN: %opt -passes='print<escape>' -disable-output %t.ll 2>&1 | FileCheck %s
// RUN: %opt -passes='escape' -pass-remarks-missed=escape -disable-output %t.ll 2>&1 | FileCheck %s --check-prefix=REMARK

void *malloc(unsigned long);
int *g;

// CHECK-LABEL: function sometimes
// CHECK: verdict: x escapes sometimes only on this path
// CHECK-NEXT: flow: {global g} = x:
// CHECK: from store to {global g} (store to memory that others see) at {{.*}}40-escapes-on-one-path.c:[[@LINE+6]]:7
// CHECK: action: kept (Escapes)
// REMARK: 40-escapes-on-one-path.c:[[@LINE+2]]:12: x escapes sometimes only on this path; x stays on the heap: unknown code or memory may keep its address
int sometimes(int c) {
  int *x = malloc(4);
  if (c)
    g = x;
  return 0;
}

// CHECK-LABEL: function always
// CHECK: verdict: x escapes always{{$}}
int always(int c) {
  int *x = malloc(4);
  g = x;
  return 0;
}
