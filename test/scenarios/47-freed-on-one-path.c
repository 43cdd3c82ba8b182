// 47. freed on one path only: does not escape, promoted.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o %t.ll %s
// RUN: %opt -passes='escape' -pass-remarks=escape -S -o %t.out.ll %t.ll 2>&1 | FileCheck %s --check-prefix=REMARK
// RUN: FileCheck %s --check-prefix=IR < %t.out.ll

void *malloc(unsigned long);
void free(void *);

// REMARK: 47-freed-on-one-path.c:[[@LINE+4]]:12: moved to stack: x (4 bytes, slot; 1 free removed)
// IR-NOT: call {{.*}}@malloc
// IR-NOT: call {{.*}}@free
int caller(int c) {
  int *x = malloc(4);
  *x = c;
  if (c)
    return *x;
  free(x);
  return 0;
}
