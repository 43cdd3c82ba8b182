// -Wframe-larger-than=: a promotion makes no warning where there was none. Without
// the limit the same object goes to the stack.
//
// RUN: %clang -O1 -Wframe-larger-than=600 -fpass-plugin=%plugin -Rpass=escape -Rpass-missed=escape -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=warning
// RUN: %clang -O1 -fpass-plugin=%plugin -Rpass=escape -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=WITHOUT
//
// CHECK: {{.*}} stays on the heap: the frame would exceed the limit of -Wframe-larger-than
// WITHOUT: moved to stack: {{.*}} (1000 bytes, slot; 1 free removed)

void *malloc(unsigned long);
void free(void *);
void *memset(void *, int, unsigned long);
int puts(const char *);

void greet(int n) {
  char *text = malloc(1000);
  memset(text, 'a', n);
  text[n] = 0;
  puts(text);
  free(text);
}
