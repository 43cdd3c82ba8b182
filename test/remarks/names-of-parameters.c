// Parameters are called what the source calls them, before and after
// optimization; without -g (clang then drops names), by their number.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o - %s | %opt -passes='escape<no-promote>' -pass-remarks-analysis=escape -disable-output 2>&1 | FileCheck %s
// RUN: %clang -O0 -Xclang -disable-O0-optnone -S -emit-llvm -o - %s | %opt -passes='escape<no-promote>' -pass-remarks-analysis=escape -disable-output 2>&1 | FileCheck %s --check-prefix=NUMBERED
// RUN: %clang -O2 -g -fpass-plugin=%plugin -Rpass-analysis=escape -c -o %t.o %s 2>&1 | FileCheck %s
// RUN: cd %S && %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o - names-of-parameters.c | %opt -passes='escape<no-promote>' -pass-remarks-output=%t.yaml -disable-output
// RUN: FileCheck %s --check-prefix=RECORD < %t.yaml

int *global;

// CHECK: leaking param: leaked{{$| }}
// CHECK: read does not escape
// NUMBERED: leaking param: parameter 1
// NUMBERED: parameter 2 does not escape
// RECORD:      Name:            Parameter
// RECORD-NEXT: DebugLoc:        { File: names-of-parameters.c, Line: [[@LINE+2]], Column: 0 }
// RECORD-NEXT: Function:        both
int both(int *leaked, int *read) {
  global = leaked;
  return *read;
}
