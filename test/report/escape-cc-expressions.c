// Expressions as they stand in the source, whatever shape they have; and what an
// object is called that has no variable.
//
// REQUIRES: report
// RUN: cd %S && %escape-cc -m -m -c escape-cc-expressions.c -o %t.o 2>&1 | FileCheck %s

void *malloc(unsigned long);
struct pair { char *first, *second; };
void unknown(const char *text, void *p);
struct pair shared, *last;

// CHECK: :[[@LINE+7]]:25: out->first escapes into:
// CHECK:   flow: *out = out->first:
// CHECK:     from malloc(8) (allocation) at
// CHECK:     from out->first = (char *) malloc(8) (store) at
// CHECK: :[[@LINE+4]]:34: *second escapes into:
// CHECK: from *second = malloc(sizeof(struct pair)) (store) at
void into(struct pair *out, char **second) {
  out->first = (char *) malloc(8);
  if (*second == 0 && (*second = malloc(
           /* a comment ) */ sizeof(struct pair))))
    return;
}

// A long call, with brackets in strings; a macro; a statement over two lines.
#define KEEP(p) unknown("kept", p)
// CHECK: from unknown("a) \"long\" text, with a bracket (", a) (argument 2) at
// CHECK: from KEEP(b) (argument 2) at
// CHECK: from unknown(...) (argument 2) at
// CHECK: from shared .second = d (store) at
void calls(void) {
  char *a = malloc(1);
  unknown("a) \"long\" text, with a bracket (", a);
  char *b = malloc(2);
  KEEP(b);
  char *c = malloc(3);
  unknown("a text that is longer than anybody wants to read in a report of a path", c);
  char *d = malloc(4);
  shared
      .second = d;
}

// Nothing but the call: what it is.
// CHECK: malloc at line [[@LINE+2]] escapes passed
// CHECK: from unknown("x", malloc(16)) (argument 2) at
void passed(void) { unknown("x", malloc(16)); }
