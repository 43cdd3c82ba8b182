// 51. over the cap: kept, "too large for the stack". 52. a variable n: a slot
// where it fits, else the heap.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o %t.ll %s
// RUN: %opt -passes='print<escape>' -disable-output %t.ll 2>&1 | FileCheck %s
// RUN: %opt -passes='escape' -pass-remarks-missed=escape -disable-output %t.ll 2>&1 | FileCheck %s --check-prefix=REMARK

void *malloc(unsigned long);
void free(void *);

// CHECK-LABEL: function large
// CHECK: x: malloc, 65536 bytes
// CHECK-NEXT: verdict: x does not escape large
// CHECK-NEXT: action: kept (TooLarge)
// REMARK: 51-over-the-cap.c:[[@LINE+2]]:13: x does not escape large; x stays on the heap: it is too large for the stack (65536 bytes). To change it: raise max-object-bytes, or make it smaller
void large(void) {
  char *x = malloc(65536);
  x[0] = 1;
  free(x);
}

// CHECK-LABEL: function variable
// CHECK: x: malloc, unknown size
// CHECK-NEXT: verdict: x does not escape variable
// CHECK-NEXT: action: promote to a slot if at most 256 bytes, drop 0 frees, guard 1
void variable(unsigned long n) {
  char *x = malloc(n);
  x[0] = 1;
  free(x);
}
