// Options reach the pass in clang by -mllvm -escape-options=a;b=7.
//
// RUN: %clang -O2 -fpass-plugin=%plugin -mllvm '-escape-options=no-promote;frame-bytes=64' -Rpass-missed=escape -c -o %t.o %s 2>&1 | FileCheck %s

void *malloc(unsigned long);
void free(void *);
int puts(const char *);

// CHECK: stays on the heap: no-promote is set
void f(char c) {
  char *p = malloc(8);
  p[0] = c;
  p[1] = 0;
  puts(p);
  free(p);
}
