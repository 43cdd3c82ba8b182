// The record of what stays: verdict and action, and each hop of each way out as
// an argument with the hop's own position.
//
// RUN: cd %S && %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o - record-missed.c | %opt -passes='function(sroa)' -o %t.bc
// RUN: %opt -passes=escape -pass-remarks-output=%t.yaml -disable-output %t.bc
// RUN: FileCheck %s < %t.yaml
//
// Each way out stands there once.
// RUN: grep -c "  - Flow: .*last_error" %t.yaml | FileCheck %s --check-prefix=ONCE
// ONCE: {{^}}1{{$}}

void *malloc(unsigned long);
void log_event(int *);
int *last_error;

static void report(int *where) {
  last_error = where;
}

// CHECK:      --- !Missed
// CHECK-NEXT: Pass:            escape
// CHECK-NEXT: Name:            Escapes
// CHECK-NEXT: DebugLoc:        { File: record-missed.c, Line: [[@LINE+37]], Column: 15 }
// CHECK-NEXT: Function:        parse
// CHECK-NEXT: Args:
// CHECK-NEXT:   - String:          'node escapes parse: 2 ways out'
// CHECK-NEXT:   - String:          '; '
// CHECK-NEXT:   - String:          'node stays on the heap: unknown code or memory may keep its address. To change it: remove the flow shown, or let the optimizer see the code it goes to'
// CHECK-NEXT:   - Object:          node
// CHECK-NEXT:   - Allocator:       malloc
// CHECK-NEXT:   - Size:            '4'
// CHECK-NEXT:   - Lifetime:        external
// CHECK-NEXT:   - Site:            'parse/malloc/node'
// CHECK-NEXT:   - Frame:           parse
// CHECK-NEXT:   - Type:            int
// CHECK-NEXT:   - Directory:       '{{.*}}remarks'
// CHECK-NEXT:   - Flow:            '{{[{]unknown function log_event[}]}}'
// CHECK-NEXT:   - Hop:             'from call to malloc (allocation)'
// CHECK-NEXT:     DebugLoc:        { File: record-missed.c, Line: [[@LINE+21]], Column: 15 }
// CHECK-NEXT:   - Hop:             'from call to log_event (argument 1: its body is not seen)'
// CHECK-NEXT:     DebugLoc:        { File: record-missed.c, Line: [[@LINE+21]], Column: 3 }
// CHECK-NEXT:   - FlowFix:         'declare log_event''s parameter __attribute__((noescape)) if it keeps nothing, or build with LTO so that its body is seen'
// CHECK-NEXT:   - Flow:            '{{[{]global last_error[}]}}'
// CHECK-NEXT:   - Hop:             'from call to malloc (allocation)'
// CHECK-NEXT:     DebugLoc:        { File: record-missed.c, Line: [[@LINE+15]], Column: 15 }
// CHECK-NEXT:   - Hop:             'from call to report (argument 1: kept by it)'
// CHECK-NEXT:     DebugLoc:        { File: record-missed.c, Line: [[@LINE+14]], Column: 3 }
// CHECK-NEXT:   - Hop:             'from store to {global last_error} (store to memory that others see)'
// CHECK-NEXT:     DebugLoc:        { File: record-missed.c, Line: [[@LINE-32]], Column: 14 }
// CHECK-NEXT:   - Depth:           '1'
// CHECK-NEXT:   - In:              report
// CHECK-NEXT:   - FlowFix:         'copy what report needs instead of keeping the pointer (record-missed.c:[[@LINE-35]])'
// CHECK-NEXT:   - Because:         unknown code or memory may keep its address
// CHECK-NEXT:   - Fix:             remove the flow shown, or let the optimizer see the code it goes to
// CHECK-NEXT: ...
//
// An object with two ways out.
void parse(void) {

  int *node = malloc(4);
  report(node);
  log_event(node);
}
