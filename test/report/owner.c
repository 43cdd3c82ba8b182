// An object that a caller owns though the function that makes it is not inlined:
// who owns it, by which call, and where it is freed.
//
// REQUIRES: report
// RUN: cd %S && %escape-cc -m -m -O2 -c owner.c -o %t.o 2>&1 | FileCheck %s

void *malloc(unsigned long);
void free(void *);

// CHECK:      owner.c:[[@LINE+9]]:12: p escapes make to its result:
// CHECK-NEXT: flow: ~result = p:
// CHECK-NEXT: from malloc(4 * 12) (allocation) at owner.c:[[@LINE+7]]:12
// CHECK-NEXT: from return p (return) at owner.c:[[@LINE+8]]:3
// CHECK-NEXT: owned by use:
// CHECK-NEXT: from make(x) (call result) at owner.c:[[@LINE+12]]:12
// CHECK-NEXT: from free(p) (freed) at owner.c:[[@LINE+13]]:3
// CHECK-NEXT: moved to stack of use: p (48 bytes, slot; 1 free removed at owner.c:[[@LINE+12]]:3; 1 call specialised)
__attribute__((noinline)) static int *make(int x) {
  int *p = malloc(4 * 12);
  *p = x;
  return p;
}

__attribute__((noinline)) static int read(const int *p) { return *p; }

int use(int x) {
  int *p = make(x);
  int r = read(p);
  free(p);
  return r;
}
