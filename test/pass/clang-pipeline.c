// In clang the pass runs by itself at -O1 and above, after inlining, and not at
// -O0, nor in a compile whose work is done by the link.
//
// RUN: %clang -O1 -fpass-plugin=%plugin -Rpass=escape -c -o %t.o %s 2>&1 | FileCheck %s
// RUN: %clang -O3 -fpass-plugin=%plugin -Rpass=escape -c -o %t.o %s 2>&1 | FileCheck %s
// RUN: %clang -Os -fpass-plugin=%plugin -Rpass=escape -c -o %t.o %s 2>&1 | FileCheck %s
// RUN: %clang -O0 -fpass-plugin=%plugin -Rpass=escape -c -o %t.o %s 2>&1 | count 0
// RUN: %clang -O2 -flto=thin -fpass-plugin=%plugin -Rpass=escape -c -o %t.o %s 2>&1 | count 0
// RUN: %clang -O2 -flto=full -fpass-plugin=%plugin -Rpass=escape -c -o %t.o %s 2>&1 | count 0
// RUN: %clang -O2 -fsanitize=address -fpass-plugin=%plugin -Rpass=escape -c -o %t.o %s 2>&1 | count 0

void *malloc(unsigned long);
void free(void *);
int puts(const char *);

static char *make(void) { return malloc(8); }

// CHECK: moved to stack of f: {{.*}} (8 bytes, slot; 1 free removed at {{.*}}clang-pipeline.c:[[@LINE+6]]:3)
void f(char c) {
  char *p = make();
  p[0] = c;
  p[1] = 0;
  puts(p);
  free(p);
}
