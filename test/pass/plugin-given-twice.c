// The plugin given twice to clang runs once: nothing is printed twice.
//
// RUN: %clang -O2 -g -fpass-plugin=%plugin -fpass-plugin=%plugin -Rpass=escape -c -o %t.o %s 2>&1 | FileCheck %s
// RUN: %clang -O2 -g -fpass-plugin=%plugin -Rpass=escape -c -o %t.o %s 2>&1 | FileCheck %s
// RUN: %opt -load-pass-plugin=%plugin -passes='print<escape>' -disable-output %S/run-twice.ll 2>&1 | FileCheck %s --check-prefix=PRINT

void *malloc(unsigned long);
void free(void *);
int puts(const char *);

// CHECK-COUNT-1: moved to stack: p (8 bytes, slot; 1 free removed)
// CHECK-NOT: remark
// PRINT-COUNT-1: function f
// PRINT-NOT: function f
void f(char c) {
  char *p = malloc(8);
  p[0] = c;
  p[1] = 0;
  puts(p);
  free(p);
}
