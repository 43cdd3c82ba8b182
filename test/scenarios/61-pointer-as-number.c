// 61. ptrtoint compared only: does not escape; stored, or exchanged atomically
// into a global: escapes.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o - %s | %opt -passes='function(sroa)' -o %t.bc
// RUN: %opt -passes='print<escape>' -disable-output %t.bc 2>&1 | FileCheck %s

void *malloc(unsigned long);
void free(void *);
unsigned long number;
_Atomic(int *) shared;

// CHECK-LABEL: function compared
// CHECK: x does not escape compared
// CHECK-NEXT: action: promote to a slot, drop 1 free
int compared(unsigned long limit) {
  int *x = malloc(4);
  int below = (unsigned long)x < limit;
  free(x);
  return below;
}

// CHECK-LABEL: function stored
// CHECK: x escapes stored
// CHECK: action: kept (Escapes)
void stored(void) {
  int *x = malloc(4);
  number = (unsigned long)x;
}

// CHECK-LABEL: function exchanged
// CHECK: x escapes exchanged
// CHECK: action: kept (Escapes)
void exchanged(void) {
  int *x = malloc(4);
  __c11_atomic_exchange(&shared, x, __ATOMIC_SEQ_CST);
}
