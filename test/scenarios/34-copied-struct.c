// 34. memcpy of a struct that holds x to a global: escapes. 35. memcpy to a
// local: does not.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o %t.ll %s
// RUN: %opt -passes='print<escape>' -disable-output %t.ll 2>&1 | FileCheck %s

void *malloc(unsigned long);
struct holder { int *p; long rest[3]; };
struct holder global;

// CHECK-LABEL: function to_global
// CHECK: x escapes to_global
// CHECK: (store to memory that others see) at {{.*}}34-copied-struct.c:[[@LINE+6]]:12
// CHECK: action: kept (Escapes)
void to_global(void) {
  struct holder s;
  int *x = malloc(4);
  s.p = x;
  global = s;
}

// CHECK-LABEL: function to_local
// CHECK: x does not escape to_local
// CHECK: action: promote to a slot, drop 0 frees
int to_local(void) {
  struct holder s, t;
  int *x = malloc(4);
  s.p = x;
  t = s;
  return *t.p;
}
