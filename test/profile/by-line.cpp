// Allocations by line, of C and of C++, of the program and of what it starts;
// the exit code is the program's.
//
// RUN: %clang++ -O1 -g -fno-builtin %s -o %t
// RUN: not escape-profile -o %t.profile %t child 2> %t.said
// RUN: FileCheck %s < %t.profile
// RUN: FileCheck %s --check-prefix=SAID < %t.said
//
// CHECK: {"kind":"site","function":"_Z5pointv","file":"{{.*}}by-line.cpp","line":25,"column":{{[0-9]+}},"count":300,"bytes":2400}
// CHECK: {"kind":"site","function":"main","file":"{{.*}}by-line.cpp","line":33,"column":{{[0-9]+}},"count":200,"bytes":20000}
// CHECK: "function":"main","file":"{{.*}}by-line.cpp","line":35,"column":{{[0-9]+}},"count":20,"bytes":120}
//
// SAID: escape-profile: {{[0-9]+}} allocations of {{[0-9]+}} bytes at {{[0-9]+}} places, in {{.*}}.profile
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct pair {
  int x, y;
};

void *volatile sink;
__attribute__((noinline)) pair *point() {
  return new pair();
}

int main(int argc, char **argv) {
  if (argc > 1 && fork() == 0)
    execl(argv[0], argv[0], (char *)0);
  for (int i = 0; i < 150; ++i) {
    if (i < 100)
      free(sink = malloc(100));
    if (i < 10)
      free(sink = strdup("hello"));
    pair *made = point();
    sink = made;
    delete made;
  }
  if (argc > 1)
    wait(0);
  return 3;
}
