// With a profile, those that allocate most often come first, and the counts are
// said; also of a function that was inlined.
//
// REQUIRES: report
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: %clang -O1 -fprofile-instr-generate %s -o train
// RUN: env LLVM_PROFILE_FILE=%t/raw.profraw ./train
// RUN: llvm-profdata merge -o x.profdata raw.profraw
// RUN: %escape-cc -Werror -O2 -fprofile-use=x.profdata -c %s -o x.o -fsave-optimization-record
// RUN: %escape-report x.opt.yaml | FileCheck %s
// RUN: %escape-cc -Werror -m -O2 -fprofile-use=x.profdata -c %s -o y.o 2>&1 | FileCheck %s --check-prefix=CC
// CC: often escapes inner
//
// CHECK: Look at these first, by how often they allocate:
// CHECK: 1. {{.*}} often in inner, {{4,9..|5,0..}} times
// CHECK: 2. {{.*}} sometimes in outer, {{99|100}} times
// CHECK: 3. {{.*}} once in main, once

void *malloc(unsigned long);
int *global, *other;

static void inner(int i) {
  int *often = malloc(4);
  *often = i;
  global = often;
}
__attribute__((noinline)) static void outer(int i) {
  int *sometimes = malloc(4);
  *sometimes = i;
  other = sometimes;
  for (int j = 0; j < 50; ++j)
    inner(j);
}
int main(void) {
  int *once = malloc(4);
  other = once;
  for (int i = 0; i < 100; ++i)
    outer(i);
  return 0;
}
