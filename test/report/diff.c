// Two builds, compared site by site though every line moved; the exit code is
// for CI.
//
// REQUIRES: report
// RUN: rm -rf %t && split-file %s %t && cd %t
// RUN: %escape-cc -O2 -c base.c -o base.o -fsave-optimization-record
// RUN: %escape-cc -O2 -c new.c -o new.o -fsave-optimization-record
// RUN: sed 's/new\.c/base.c/' new.opt.yaml > now.opt.yaml
// RUN: not %escape-report diff base.opt.yaml now.opt.yaml | FileCheck %s
//
// The other way round what was new is gone.
// RUN: not %escape-report diff now.opt.yaml base.opt.yaml | FileCheck %s --check-prefix=BACK
// Nothing changed: exit code 0.
// RUN: %escape-report diff base.opt.yaml base.opt.yaml | FileCheck %s --check-prefix=SAME
//
// RUN: not %escape-report diff --format=sarif base.opt.yaml now.opt.yaml > diff.sarif
// RUN: %python %S/Inputs/sarif.py diff.sarif | FileCheck %s --check-prefix=SARIF
//
// CHECK:      began to escape:
// CHECK-NEXT:   base.c:8:15: a escapes begins
// CHECK-NEXT:       a stays on the heap. To change it:
// CHECK-NEXT:       before: a does not escape begins
// CHECK-NEXT: new:
// CHECK-NEXT:   base.c:34:15: e escapes fresh
// CHECK-NEXT:       e stays on the heap
// CHECK-NEXT: stopped escaping:
// CHECK-NEXT:   base.c:14:15: b does not escape stops
// CHECK-NEXT:       moved to stack: b
// CHECK-NEXT:       before: b escapes stops
// CHECK-NEXT: gone:
// CHECK-NEXT:   base.c:26:12: d escapes removed
// CHECK:      1 began to escape, 0 left the stack, 1 new, 1 stopped escaping, 0 moved to the stack, 0 stay for other reasons, 1 gone, 1 unchanged.
//
// BACK: 1 began to escape, 0 left the stack, 1 new, 1 stopped escaping, 0 moved to the stack, 0 stay for other reasons, 1 gone, 1 unchanged.
// SAME-NOT: :
// SAME: 0 began to escape, 0 left the stack, 0 new, 0 stopped escaping, 0 moved to the stack, 0 stay for other reasons, 0 gone, 4 unchanged.
//
// SARIF: updated Escapes begins/malloc/a
// SARIF: updated PromotedToSlot stops/malloc/b
// SARIF: unchanged Escapes same/malloc/c
// SARIF: new Escapes fresh/malloc/e
// SARIF: absent Escapes removed/malloc/d

//--- base.c
void *malloc(unsigned long);
void free(void *);
void keep(void *);
__attribute__((noinline)) static int read(int *p) { return *p; }

int begins(int x) {
  int *a = malloc(4);
  *a = x;
  int r = read(a);
  free(a);
  return r;
}
void stops(int x) {
  int *b = malloc(4);
  *b = x;
  keep(b);
}
void same(int x) {
  int *c = malloc(4);
  *c = x;
  keep(c);
}
void removed(int x) {
  //
  //
  int *d = malloc(4);
  *d = x;
  keep(d);
}
//--- new.c
void *malloc(unsigned long);
void free(void *);
void keep(void *);
__attribute__((noinline)) static int read(int *p) { return *p; }

int begins(int x) {
  // A line more.
  int    *a = malloc(4);
  *a = x;
  keep(a);
  return read(a);
}
int stops(int x) {
  int    *b = malloc(4);
  *b = x;
  int r = read(b);
  free(b);
  return r;
}
//
//
void same(int x) {
  //
  int *c = malloc(4);
  *c = x;
  keep(c);
}





void fresh(int x) {
  int    *e = malloc(4);
  *e = x;
  keep(e);
}
