// Plain -O0 marks every function optnone: it comes out unchanged. Without the
// mark, the same code is promoted.
//
// RUN: %clang -O0 -g -S -emit-llvm -o %t.ll %s
// RUN: %bare-opt -passes=verify -S %t.ll -o %t.before.ll
// RUN: %opt -passes=escape -S %t.ll -o %t.after.ll
// RUN: cmp %t.before.ll %t.after.ll
// RUN: %clang -O0 -g -fpass-plugin=%plugin -S -emit-llvm -o %t.plugin.ll %s
// RUN: cmp %t.ll %t.plugin.ll
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o - %s | %opt -passes=escape -S | FileCheck %s

void *malloc(unsigned long);
void free(void *);

// CHECK-LABEL: define {{.*}}@f(
// CHECK-NOT: call {{.*}}@malloc
// CHECK: ret i32 7
int f(void) {
  int *p = malloc(4);
  *p = 7;
  int value = *p;
  free(p);
  return value;
}
