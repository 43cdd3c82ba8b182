// A bad option is an error of the user's, not a crash of the compiler's.
//
// RUN: not %clang -O2 -fpass-plugin=%plugin -mllvm -escape-options=nope -c -o %t.o %s 2>&1 | FileCheck %s
//
// CHECK: escape: there is no option 'nope'
// CHECK-NOT: PLEASE submit a bug report
// CHECK-NOT: Stack dump

int x;
