// What guards frames guards promoted objects: the stack protector knows the slot as
// an array, and an overflow of it ends the program; a frame that has grown beyond a
// page is probed.
//
// RUN: %clang -O2 -fstack-protector-strong -fpass-plugin=%plugin -Rpass=escape -S %s -o %t.s 2>&1 | FileCheck %s --check-prefix=REMARK
// RUN: FileCheck %s --check-prefix=PROTECTED < %t.s
// RUN: %clang -O2 -fstack-protector-strong -fpass-plugin=%plugin %s -o %t
// RUN: %t 16
// RUN: not --crash %t 400 2>&1 | FileCheck %s --check-prefix=SMASHED
// RUN: env ESCAPE_OPTIONS='no-promote' %clang -O2 -fstack-protector-strong -fpass-plugin=%plugin -S %s -o - | FileCheck %s --check-prefix=HEAP
//
// REMARK: moved to stack: {{.*}} (16 bytes, slot; 1 free removed)
// PROTECTED-LABEL: {{^}}small:
// PROTECTED: __stack_chk_fail
// PROTECTED: .size small,
// HEAP-LABEL: {{^}}small:
// HEAP-NOT: __stack_chk_fail
// HEAP: .size small,
// SMASHED: stack smashing detected
//
// RUN: %clang -O2 -fstack-clash-protection -fpass-plugin=%plugin -mllvm '-escape-options=max-object-bytes=100000;frame-bytes=100000' -S %s -o - | FileCheck %s --check-prefix=PROBED
// RUN: %clang -O2 -fstack-clash-protection -fpass-plugin=%plugin -mllvm '-escape-options=max-object-bytes=100000;frame-bytes=100000' %s -o %t.probed
// RUN: %t.probed 16
// PROBED-LABEL: {{^}}large:
// PROBED: subq $4096, %rsp
// PROBED-NEXT: movq $0, (%rsp)
// PROBED: .size large,

#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static void fill(char *p, int n) {
  for (int i = 0; i < n; ++i)
    p[i] = (char)i;
}

__attribute__((noinline)) int small(int n) {
  char *text = malloc(16);
  if (!text)
    abort();
  fill(text, n);
  int result = text[3];
  free(text);
  return result;
}

__attribute__((noinline)) int large(int n) {
  char *text = malloc(50000);
  if (!text)
    abort();
  fill(text, n);
  int result = text[3];
  free(text);
  return result;
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 16;
  return small(n) != 3 || large(16) != 3;
}
