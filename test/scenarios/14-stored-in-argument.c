// 14. `d->p = p` with d a local of the caller: p leaks to *d; does not escape
// the caller (beyond Go). 15. as 14, d global: escapes. 16. as 14, then
// `return d->p`: p to result level 0.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o %t.ll %s
// RUN: %opt -passes='print<escape>' -disable-output %t.ll 2>&1 | FileCheck %s
// RUN: %opt -passes='escape' -pass-remarks=escape -disable-output %t.ll 2>&1 | FileCheck %s --check-prefix=REMARK

void *malloc(unsigned long);
struct holder { int *p; };
struct holder global;

// CHECK-LABEL: function set
// CHECK: leaking param: p to *d
void set(struct holder *d, int *p) { d->p = p; }

// CHECK-LABEL: function set_and_return
// CHECK: leaking param: p to result level=0
int *set_and_return(struct holder *d, int *p) {
  d->p = p;
  return d->p;
}

// CHECK-LABEL: function in_local
// CHECK: x does not escape in_local
// CHECK-NEXT: action: promote to a slot, drop 0 frees
// REMARK: 14-stored-in-argument.c:[[@LINE+3]]:12: moved to stack: x (4 bytes, slot)
int in_local(void) {
  struct holder d;
  int *x = malloc(4);
  set(&d, x);
  return *d.p;
}

// CHECK-LABEL: function in_global
// CHECK: x escapes in_global
// CHECK: action: kept (Escapes)
void in_global(void) {
  int *x = malloc(4);
  set(&global, x);
}
