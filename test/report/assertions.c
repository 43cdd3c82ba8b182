// An assertion that does not hold is an error at its line, with the path as notes;
// there is no object file then. Without -g the line is known, too.
//
// REQUIRES: report
// RUN: rm -rf %t && mkdir %t && cd %t && cp %s x.c
// RUN: not %escape-cc -O2 -g -fno-caret-diagnostics -c x.c 2>&1 | FileCheck %s --check-prefixes=CHECK,DEBUG
// RUN: not %escape-cc -O2 -fno-caret-diagnostics -c x.c 2>&1 | FileCheck %s --check-prefixes=CHECK,PLAIN
// RUN: not ls x.o
// What is about the source is checked at every level, and before linking.
// RUN: not %escape-cc -O0 -fno-caret-diagnostics -c x.c 2>&1 | FileCheck %s --check-prefix=SOURCE
// RUN: not %escape-cc -O2 -flto -fno-caret-diagnostics -c x.c 2>&1 | FileCheck %s --check-prefix=SOURCE
// That an object must be promoted, in the link.
// RUN: not %escape-cc -DLINK -O2 -flto -fuse-ld=lld x.c -o x 2>&1 | FileCheck %s --check-prefix=LINK
// RUN: cp %s x.cpp && not %escape-c++ -O2 -fno-caret-diagnostics -c x.cpp 2>&1 | FileCheck %s --check-prefix=CPP
// With -m there is the error, and no report.
// RUN: not %escape-cc -m -O2 -c x.c 2>&1 | FileCheck %s --check-prefix=SOURCE
//
// LINK: error: assertion does not hold: {{u|malloc.*}} stays on the heap
// CPP: x.cpp:{{[0-9]+}}:3: error: assertion does not hold: keep keeps parameter 1
// CPP: error: assertion cannot be checked: that is not a variable
#include <escape/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct user {
  struct user *next;
  char name[24];
};

struct user *first;

// Functions that are not called are reported in the order of the module.
#ifndef LINK
struct user *make(void) {
  struct user *u = (struct user *)malloc(sizeof *u);
  // CHECK-DAG: x.c:[[@LINE+2]]:3: error: assertion does not hold: {{u|malloc.*}} escapes make to its result
  // SOURCE-DAG: x.c:[[@LINE+1]]:3: error: assertion does not hold: {{u|malloc.*}} escapes make to its result
  ESCAPE_MUST_NOT_ESCAPE(u);
  // CHECK-DAG: x.c:[[@LINE+1]]:3: error: assertion does not hold: {{u|malloc.*}} stays on the heap: {{.*}}
  ESCAPE_MUST_BE_PROMOTED(u);
  strcpy(u->name, "x");
  return u;
}
// DEBUG-DAG: note: flow: ~result:
// DEBUG-DAG: note: from call to malloc (allocation) at x.c:[[@LINE-10]]:35
// DEBUG-DAG: note: from return {{.*}}(return) at x.c:[[@LINE-4]]:3
// PLAIN-DAG: note: compile with -g to see where

void keep(struct user *p) {
  // CHECK-DAG: x.c:[[@LINE+2]]:3: error: assertion does not hold: keep keeps p{{$|arameter 1}}
  // SOURCE-DAG: x.c:[[@LINE+1]]:3: error: assertion does not hold: keep keeps p{{$|arameter 1}}
  ESCAPE_MUST_NOT_BE_KEPT(p);
  first = p;
}
// CHECK-DAG: note: flow: {global first}:

void keep_in(struct user *p, struct user *into) {
  // CHECK-DAG: x.c:[[@LINE+1]]:3: error: assertion does not hold: keep_in keeps p{{$|arameter 1}}
  ESCAPE_MUST_NOT_BE_KEPT(p);
  ESCAPE_MUST_NOT_BE_KEPT(into);
  into->next = p;
}
// CHECK-DAG: note: flow: *{{into|parameter 2}}:

struct user *keep_in_new(struct user *p) {
  // CHECK-DAG: x.c:[[@LINE+1]]:3: error: assertion does not hold: keep_in_new keeps p{{$|arameter 1}}
  ESCAPE_MUST_NOT_BE_KEPT(p);
  struct user *u = (struct user *)malloc(sizeof *u);
  u->next = p;
  return u;
}

void call(struct user *p, void (*f)(struct user *)) {
  // CHECK-DAG: x.c:[[@LINE+1]]:3: error: assertion does not hold: call keeps p{{$|arameter 1}}
  ESCAPE_MUST_NOT_BE_KEPT(p);
  f(p);
}

struct user *made_elsewhere(void);

// What cannot be checked does not hold.
void unclear(struct user *p) {
  // CHECK-DAG: x.c:[[@LINE+1]]:3: error: assertion cannot be checked: that is a parameter; the assertion for that is ESCAPE_MUST_NOT_BE_KEPT
  ESCAPE_MUST_NOT_ESCAPE(p);
  // CHECK-DAG: x.c:[[@LINE+1]]:3: error: assertion cannot be checked: that is not a variable with an object that this function allocates; put the assertion behind the allocation
  ESCAPE_MUST_BE_PROMOTED(first->next);
  struct user *u = (struct user *)malloc(sizeof *u);
  // CHECK-DAG: x.c:[[@LINE+1]]:3: error: assertion cannot be checked: that is no parameter of this function
  ESCAPE_MUST_NOT_BE_KEPT(u);
  free(u);
  struct user *made = made_elsewhere();
  // CHECK-DAG: x.c:[[@LINE+1]]:3: error: assertion cannot be checked: that is not a variable with an object that this function allocates
  ESCAPE_MUST_NOT_ESCAPE(made);
  puts(made->name);
}
#endif

void grow(int n) {
  for (int i = 0; i < n; ++i) {
    struct user *u = (struct user *)malloc(sizeof *u);
    // CHECK-DAG: x.c:[[@LINE+1]]:5: error: assertion does not hold: {{u|malloc.*}} stays on the heap
    ESCAPE_MUST_BE_PROMOTED(u);
    u->next = first;
    first = u;
  }
}

// Inlined: the error is about the function it ends up in.
static void inlined(const char *name) {
  struct user *u = (struct user *)malloc(sizeof *u);
  // CHECK-DAG: x.c:[[@LINE+1]]:3: error: assertion does not hold: {{u|malloc.*}} stays on the heap
  ESCAPE_MUST_BE_PROMOTED(u);
  strcpy(u->name, name);
  first = u;
}

int main(void) {
  inlined("x");
  grow(3);
  puts(first->name);
}
