// What several ways out have in common is said once: calls of one function by one
// path, and what would change it. A comment before the statement is no reason for an
// object to have no name; where paths meet there is no hop.
//
// REQUIRES: report
// RUN: rm -rf %t && mkdir %t && cd %t && cp %s x.c
// RUN: %escape-cc -O1 -c x.c -fsave-optimization-record
// RUN: %escape-report -m -m x.opt.yaml | FileCheck %s
// RUN: %escape-report x.opt.yaml | FileCheck %s --check-prefix=TOP
void *malloc(unsigned long);
void report(void *, int), look(void *), note(void *), open_it(void *), shut(void *);
char *first, *second;
struct file {
  char *in;
};

void several(void) {
  char *p = malloc(8);
  report(p, 1);
  look(p);
  report(p, 2);
  look(p);
  note(p);
  open_it(p);
  shut(p);
}
// CHECK: p escapes several: 7 ways out
// CHECK-NEXT: flow: {unknown function report} = p:
// CHECK-NEXT: from malloc(8) (allocation) at x.c:18:13
// CHECK-NEXT: from report(p, 1) (argument 1) at x.c:19:3
// CHECK-NEXT: or from report(p, 2) (argument 1) at x.c:21:3
// CHECK-NEXT: flow: {unknown function look} = p:
// CHECK-NEXT: from malloc(8)
// CHECK-NEXT: from look(p) (argument 1) at x.c:20:3
// CHECK-NEXT: or from look(p) (argument 1) at x.c:22:3
// CHECK-NEXT: flow: {unknown function note} = p:
// CHECK: p stays on the heap. To change it: build with LTO so that the bodies of report, look, note and 2 more are seen, or declare parameters that keep nothing __attribute__((noescape)){{$}}

void twice(int n) {
  char *p = malloc(8);
  first = p;
  if (n)
    second = p;
}
// CHECK: p escapes twice: 2 ways out
// CHECK: from second = p (store)
// CHECK: p stays on the heap. To change it: copy what twice needs instead of keeping the pointer (x.c:[[@LINE-6]] and x.c:[[@LINE-4]]){{$}}

void fill(struct file *state) {
  int filled;

  /* allocate a buffer */
  state->in = (char *)malloc(64);
}
// CHECK: state->in escapes fill:

char *chosen(char *given) {
  return given ? given : (char *)malloc(8);
}
// CHECK: malloc at line [[@LINE-2]] escapes chosen to its result:
// CHECK-NEXT: flow: ~result = malloc at line [[@LINE-3]]:

// TOP: Look at these first, those in loops, then those that lack least (--profile=FILE: by how often they allocate):
