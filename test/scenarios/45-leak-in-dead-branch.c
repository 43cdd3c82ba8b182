// 45. a leak in a dead branch: does not escape.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -S -emit-llvm -o %t.ll %s
// RUN: %opt -passes='function(simplifycfg),escape<no-cleanup>' -pass-remarks=escape -S -o %t.out.ll %t.ll 2>&1 | FileCheck %s --check-prefix=REMARK
// RUN: FileCheck %s --check-prefix=IR < %t.out.ll
// RUN: %opt -passes='print<escape>' -disable-output %t.ll 2>&1 | FileCheck %s

void *malloc(unsigned long);
void free(void *);
int *g;

// CHECK-LABEL: function caller
// CHECK: does not escape caller
// CHECK-NEXT: action: promote to a slot, drop 1 free
// REMARK: moved to stack: {{.*}} (4 bytes, slot; 1 free removed)
// IR-LABEL: define {{.*}}@caller(
// IR: alloca [4 x i8], align 16
// IR-NOT: call {{.*}}@free
int caller(void) {
  int *x = malloc(4);
  *x = 1;
  if (sizeof(int) == 2)
    g = x;
  int value = *x;
  free(x);
  return value;
}
