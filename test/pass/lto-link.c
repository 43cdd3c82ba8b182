// With LTO a compile says nothing and the link does all: remarks once, not twice.
// LLVM 19 does not tell the pass where it stands, so in ThinLTO, whose two
// pipelines look the same, nothing is done.
//
// RUN: %clang -O2 -flto=full -fpass-plugin=%plugin -Rpass=escape -c %s -o %t.full.o 2>&1 | count 0
// RUN: %clang -O2 -flto=full -fuse-ld=lld -Wl,--load-pass-plugin=%plugin -Wl,--opt-remarks-filename,%t.full.yaml -Wl,--opt-remarks-passes,escape %t.full.o -o %t.full
// RUN: FileCheck %s < %t.full.yaml
// RUN: %t.full
//
// RUN: %clang -O2 -flto=thin -fpass-plugin=%plugin -Rpass=escape -c %s -o %t.thin.o 2>&1 | count 0
// RUN: rm -f %t.thin.yaml*
// RUN: %clang -O2 -flto=thin -fuse-ld=lld -Wl,--load-pass-plugin=%plugin -Wl,--opt-remarks-filename,%t.thin.yaml -Wl,--opt-remarks-passes,escape %t.thin.o -o %t.thin
// RUN: cat %t.thin.yaml* | FileCheck %s --check-prefix=%if llvm-22 %{CHECK%} %else %{NONE%} --allow-empty
// RUN: %t.thin
//
// CHECK: --- !Passed
// CHECK-NEXT: Pass: {{ *}}escape
// CHECK-NEXT: Name: {{ *}}PromotedToSlot
// CHECK-NOT: --- !Passed
// NONE-NOT: {{.}}

#include <stdlib.h>

__attribute__((noinline)) static void fill(int *p, int n) {
  for (int i = 0; i < n; ++i)
    p[i] = i;
}

int main(int argc, char **argv) {
  (void)argv;
  int *p = malloc(16 * sizeof *p);
  if (!p)
    abort();
  fill(p, 16);
  int result = p[argc] - argc;
  free(p);
  return result;
}
