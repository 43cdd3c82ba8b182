// A pointer that walks: where paths meet in the compiler's own form, there is
// nothing to show, and it is not shown.
//
// REQUIRES: report
// RUN: cd %S && %escape-cc -m -m -c escape-cc-loop.c -o %t.o 2>&1 | FileCheck %s

void *malloc(unsigned long);
void unknown(char *p);

// CHECK:      {{[0-9]+}}:13: p escapes walk:
// CHECK-NEXT: flow: {unknown function unknown} = p:
// CHECK-NEXT: from malloc(8) (allocation) at escape-cc-loop.c:[[@LINE+5]]:13
// CHECK-NEXT: from unknown(p) (argument 1) at escape-cc-loop.c:[[@LINE+9]]:3
// CHECK-NEXT: p stays on the heap

void walk(int n) {
  char *p = malloc(8);
  while (n--) {
    if (n & 1)
      ++p;
  }
  unknown(p);
}
