// A profile of clang counts the lengths of copies: the slot of an object of the
// same size is as large as nearly all of them.
//
// REQUIRES: report
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: %clang -O2 -fprofile-generate %s -o train
// RUN: env LLVM_PROFILE_FILE=%t/raw.profraw ./train > trained
// RUN: llvm-profdata merge -o x.profdata raw.profraw
// RUN: %clang -O2 -fprofile-use=x.profdata -fpass-plugin=%plugin -Rpass=escape -Rpass-missed=escape %s -o used 2>&1 | FileCheck %s
// RUN: ./used > same
// RUN: diff trained same
// RUN: %clang -O2 -fpass-plugin=%plugin -Rpass=escape -Rpass-missed=escape -c %s -o x.o 2>&1 | FileCheck %s --check-prefix=WITHOUT
// WITHOUT: slot if at most 256 bytes
// WITHOUT: slot if at most 256 bytes
// WITHOUT: slot if at most 256 bytes
// WITHOUT: slot if at most 256 bytes

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static unsigned long hash(const char *text,
                                                    size_t size) {
  unsigned long sum = 0;
  for (size_t i = 0; i < size; i++)
    sum = sum * 31 + (unsigned char)text[i];
  return sum;
}

// All are of 20 to 23 bytes.
// CHECK: profiled-sizes.c:[[@LINE+3]]:{{.*}}moved to stack: {{.*}} (slot if at most 32 bytes;
__attribute__((noinline)) unsigned long copy(const char *text) {
  size_t size = strlen(text) + 1;
  char *own = malloc(size);
  memcpy(own, text, size);
  unsigned long sum = hash(own, size);
  free(own);
  return sum;
}

// 90 % are of 8 bytes and the zero: a branch by the time the pass sees it.
// CHECK: profiled-sizes.c:[[@LINE+2]]:{{.*}}moved to stack: {{.*}} (slot if at most 16 bytes;
__attribute__((noinline)) unsigned long word(const char *text, size_t length) {
  char *own = malloc(length + 1);
  memcpy(own, text, length);
  own[length] = 0;
  unsigned long sum = hash(own, length + 1);
  free(own);
  return sum;
}

// Of 1 to 300 bytes, evenly.
// CHECK: profiled-sizes.c:[[@LINE+2]]:{{.*}}moved to stack: {{.*}} (slot if at most 512 bytes;
__attribute__((noinline)) unsigned long spread(const char *text, size_t size) {
  char *own = malloc(size);
  memcpy(own, text, size);
  unsigned long sum = hash(own, size);
  free(own);
  return sum;
}

// CHECK: profiled-sizes.c:[[@LINE+2]]:{{.*}}by the profile, fewer than half of its sizes fit a slot
__attribute__((noinline)) unsigned long large(const char *text, size_t size) {
  char *own = malloc(size);
  memcpy(own, text, size);
  unsigned long sum = hash(own, size);
  free(own);
  return sum;
}

int main(void) {
  static char text[4000];
  unsigned long sum = 0;
  for (size_t i = 0; i < sizeof text; i++)
    text[i] = (char)('a' + i % 26);
  for (size_t i = 0; i < 5000; i++) {
    sum += copy(&"some text of length 22"[i % 3]);
    sum += word(text, i % 10 ? 8 : 700);
    sum += spread(text, 1 + i % 300);
    sum += large(text, 600 + i % 50);
  }
  printf("%lu\n", sum);
  return 0;
}
