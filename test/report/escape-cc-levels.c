// -m three times adds the summary of every function, four times the graphs.
//
// REQUIRES: report
// RUN: %escape-cc -m -m -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=TWO --implicit-check-not=summary
// RUN: %escape-cc -m -m -m -c %s -o %t.o 2>&1 | FileCheck %s --check-prefixes=TWO,THREE --implicit-check-not=efg
// RUN: %escape-cc -m -m -m -m -c %s -o %t.o 2>&1 | FileCheck %s --check-prefixes=TWO,THREE,FOUR
//
// Nothing of it without -m, and no -g either.
// RUN: %escape-cc -c %s -o %t.o 2>&1 | count 0
// RUN: llvm-readelf-22 -S %t.o | FileCheck %s --check-prefix=NO-G
// NO-G-NOT: debug_info

void *malloc(unsigned long);
void free(void *);

struct list { struct list *next; };

// TWO: :[[@LINE+4]]:32: leaking param: after to an object made here
// THREE: :[[@LINE+3]]: summary of push: returns an object it makes (8 bytes); stores what after points to in an object it makes (8 bytes)
// TWO: :[[@LINE+3]]:20: n escapes push to its result:
// TWO: from return n (return) at
struct list *push(struct list *after) {
  struct list *n = malloc(sizeof *n);
  n->next = after;
  return n;
}

// TWO: :[[@LINE+2]]:24: first does not escape
// THREE: summary of drop: may free what first points to
void drop(struct list *first) { free(first); }

// FOUR: efg 1
// FOUR: func @push
