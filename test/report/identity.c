// A site's identity survives edits elsewhere, inlining, and the optimizer; and
// no trace of it is left in the code.
//
// RUN: split-file %s %t
// RUN: %clang -O2 -g -fpass-plugin=%plugin -foptimization-record-file=%t/1.yaml -foptimization-record-passes=escape -c -o %t/1.o %t/before.c
// RUN: %clang -O2 -g -fpass-plugin=%plugin -foptimization-record-file=%t/2.yaml -foptimization-record-passes=escape -c -o %t/2.o %t/after.c
// RUN: FileCheck %s < %t/1.yaml
// RUN: FileCheck %s < %t/2.yaml
// RUN: %clang -O2 -g -fpass-plugin=%plugin -foptimization-record-file=%t/1.yaml -S -emit-llvm -o - %t/before.c | FileCheck %s --check-prefix=NO-TRACE
// NO-TRACE-NOT: escape.site
//
// CHECK: Function: api
// CHECK: Site: '{{before|after}}.c:helper/malloc/node'
// CHECK: Site: 'api/malloc/first'
// CHECK: Site: 'api/malloc/second'
// CHECK: Site: 'api/malloc/-'
// CHECK: Site: 'api/malloc/-#2'

//--- before.c
void *malloc(unsigned long);
void keep(void *);
static void helper(void) {
  int *node = malloc(4);
  keep(node);
}
void api(void) {
  helper();
  int *first = malloc(4);
  keep(first);
  int *second = malloc(4);
  keep(second);
  keep(malloc(16));
  keep(malloc(32));
}
//--- after.c
// A new line, a new function and a new allocation change none of the others.
void *malloc(unsigned long);
void keep(void *);
int unrelated(int x) { return x + 1; }
static void helper(void) {
  int *node = malloc(4);
  keep(node);
}
void api(void) {
  helper();
  int *other = malloc(400);
  keep(other);
  int *first = malloc(4);
  keep(first);

  int *second = malloc(4);
  keep(second);
  keep(malloc(16));
  keep(malloc(32));
}
