// The report of the source is about its own calls; what was done is said after
// they were inlined; both have the same identity.
//
// RUN: %clang -O2 -g -fpass-plugin=%plugin -mllvm -escape-options=source-report -foptimization-record-file=%t.yaml -foptimization-record-passes=escape -c -o %t.o %s
// RUN: FileCheck %s --implicit-check-not="--- " < %t.yaml
//
// Given twice, nothing is said twice.
// RUN: %clang -O2 -g -fpass-plugin=%plugin -fpass-plugin=%plugin -mllvm -escape-options=source-report -foptimization-record-file=%t.yaml -foptimization-record-passes=escape -c -o %t.o %s
// RUN: FileCheck %s --implicit-check-not="--- " < %t.yaml

void *malloc(unsigned long);
void free(void *);

// CHECK: --- !Analysis
// CHECK: Name: Summary
// CHECK: Function: make
// CHECK: --- !Analysis
// CHECK: Name: Source
// CHECK: Function: make
// CHECK: p escapes make to its result
// CHECK: Lifetime: caller
// CHECK: Site: 'source.c:make/malloc/p'
// CHECK: Flow: '~result'
static int *make(int x) {
  int *p = malloc(4);
  *p = x;
  return p;
}

__attribute__((noinline)) static int next(const int *p) { return *p + 1; }

// CHECK: --- !Analysis
// CHECK: Name: Parameter
// CHECK: Function: next
// CHECK: p does not escape
// CHECK: --- !Analysis
// CHECK: Name: Summary
// CHECK: Function: next
// CHECK: --- !Analysis
// CHECK: Name: Summary
// CHECK: Function: use

// The callee is gone by now.
// CHECK: --- !Passed
// CHECK: Function: use
// CHECK: String: 'moved to stack of use: p (4 bytes, slot; 1 free removed at {{.*}}source.c:[[@LINE+8]]:3)'
// CHECK: Lifetime: local
// CHECK: Site: 'source.c:make/malloc/p'
// CHECK: InlinedInto: use
// CHECK-NEXT: DebugLoc: { File: {{.*}}, Line: [[@LINE+2]], Column: 12 }
int use(int x) {
  int *p = make(x);
  int r = next(p);
  free(p);
  return r;
}
