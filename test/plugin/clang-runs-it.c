// By itself, the pass runs in clang's pipelines from -O1 on.
//
// REQUIRES: plugin
// RUN: %clang -O1 -fpass-plugin=%plugin -S -emit-llvm %s -o - -Rpass=escape 2>&1 | FileCheck %s
// RUN: %clang -O2 -fpass-plugin=%plugin -S -emit-llvm %s -o - -Rpass=escape 2>&1 | FileCheck %s
#include <stdlib.h>
#include <string.h>

unsigned long length(const char *text) {
  char *p = malloc(64);
  if (!p)
    abort();
  strcpy(p, text);
  strcat(p, "!");
  unsigned long n = strlen(p);
  free(p);
  return n;
}
// CHECK: clang-runs-it.c:10:13: remark: {{.*}} [-Rpass=escape]
// CHECK-LABEL: @length(
// CHECK-NOT: @malloc
// CHECK: ret
