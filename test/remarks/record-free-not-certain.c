// A free that goes is in the record with its position also where its operand is
// not certain to be the object (here it is read back from memory).
// Twin: record-passed.c.
//
// RUN: cd %S && %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o %t.ll record-free-not-certain.c
// RUN: %opt -passes=escape -pass-remarks-output=%t.yaml -disable-output %t.ll
// RUN: FileCheck %s < %t.yaml

void *malloc(unsigned long);
void free(void *);

// CHECK: moved to stack: p (4 bytes, slot; 1 free removed)
// CHECK: - FreeRemoved:     free
// CHECK-NEXT: DebugLoc:        { File: record-free-not-certain.c, Line: [[@LINE+4]], Column: 3 }
void f(int value) {
  int *p = malloc(4);
  *p = value;
  free(p);
}
