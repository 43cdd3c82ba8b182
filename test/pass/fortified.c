// _FORTIFY_SOURCE: the functions that check are given the size that was asked for,
// whether the object is on the heap or in a slot, and stop the same program.
//
// RUN: %clang -O2 -D_FORTIFY_SOURCE=2 -fpass-plugin=%plugin -Rpass=escape %s -o %t 2>&1 | FileCheck %s
// RUN: %t short
// RUN: not --crash %t 'twenty-one characters' 2>&1 | FileCheck %s --check-prefix=OVERFLOW
// RUN: %clang -O2 -D_FORTIFY_SOURCE=2 %s -o %t.heap
// RUN: not --crash %t.heap 'twenty-one characters' 2>&1 | FileCheck %s --check-prefix=OVERFLOW
// RUN: %clang -O2 -D_FORTIFY_SOURCE=2 -fpass-plugin=%plugin -S -emit-llvm %s -o - | FileCheck %s --check-prefix=IR
//
// CHECK: moved to stack: {{.*}} (20 bytes, slot; 1 free removed)
// IR: call {{.*}}@__strcpy_chk({{.*}}, i64 {{(noundef )?}}20)
// OVERFLOW: buffer overflow detected

#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  char *copy = malloc(20);
  if (!copy || argc < 2)
    abort();
  strcpy(copy, argv[1]);
  int result = strcmp(copy, argv[argc - 1]) != 0;
  free(copy);
  return result;
}
