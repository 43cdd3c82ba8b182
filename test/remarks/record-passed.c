// The record of a promotion: what, how big, and which frees went, each at its
// own position.
//
// RUN: cd %S && %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o - record-passed.c | %opt -passes='function(sroa)' -S -o %t.ll
// RUN: %opt -passes=escape -pass-remarks-output=%t.yaml -disable-output %t.ll
// RUN: FileCheck %s < %t.yaml

void *malloc(unsigned long);
void free(void *);

// CHECK:      --- !Passed
// CHECK-NEXT: Pass:            escape
// CHECK-NEXT: Name:            PromotedToSlot
// CHECK-NEXT: DebugLoc:        { File: record-passed.c, Line: [[@LINE+17]], Column: 16 }
// CHECK-NEXT: Function:        f
// CHECK-NEXT: Args:
// CHECK-NEXT:   - String:          'moved to stack: pair (16 bytes, slot; 2 frees removed)'
// CHECK-NEXT:   - Object:          pair
// CHECK-NEXT:   - Allocator:       malloc
// CHECK-NEXT:   - Size:            '16'
// CHECK-NEXT:   - Lifetime:        local
// CHECK-NEXT:   - Site:            'f/malloc/pair'
// CHECK-NEXT:   - Frame:           f
// CHECK-NEXT:   - Type:            long
// CHECK-NEXT:   - Directory:       '{{.*}}remarks'
// CHECK-NEXT:   - FreeRemoved:     free
// CHECK-NEXT:     DebugLoc:        { File: record-passed.c, Line: [[@LINE+7]], Column: 5 }
// CHECK-NEXT:   - FreeRemoved:     free
// CHECK-NEXT:     DebugLoc:        { File: record-passed.c, Line: [[@LINE+9]], Column: 3 }
long f(long c) {
  long *pair = malloc(16);
  pair[0] = c;
  if (c) {
    free(pair);
    return 0;
  }
  long value = pair[0];
  free(pair);
  return value;
}
