// 48. null-checked malloc: does not escape, promoted, and the check is gone
// (LLVM 22's Attributor misses it).
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o %t.ll %s
// RUN: %opt -passes='print<escape>' -disable-output %t.ll 2>&1 | FileCheck %s
// RUN: %opt -passes='escape' -pass-remarks=escape -S -o %t.out.ll %t.ll 2>&1 | FileCheck %s --check-prefix=REMARK
// RUN: FileCheck %s --check-prefix=IR < %t.out.ll

void *malloc(unsigned long);
void free(void *);
void abort(void);

// CHECK-LABEL: function caller
// CHECK: x does not escape caller
// CHECK-NEXT: action: promote to a slot, drop 1 free
// REMARK: 48-null-checked.c:[[@LINE+6]]:12: moved to stack: x (4 bytes, slot; 1 free removed)
// IR-LABEL: define {{.*}}@caller(
// IR-NOT: @malloc
// IR-NOT: @abort
// IR: ret i32 7
int caller(void) {
  int *x = malloc(4);
  if (!x)
    abort();
  *x = 7;
  int value = *x;
  free(x);
  return value;
}
