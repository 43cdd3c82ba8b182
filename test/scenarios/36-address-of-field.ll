; 36. `return &x->f`: escapes.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

declare noalias ptr @malloc(i64)

; CHECK-LABEL: function field_of
; CHECK: verdict: %x escapes field_of to its result
; CHECK-NEXT: flow: ~result = %x:
; CHECK-NEXT: from call to malloc (allocation)
; CHECK-NEXT: from address of a part (assign)
; CHECK-NEXT: from return (return)
; CHECK-NEXT: action: kept (OutlivesFunction)
; REMARK: %x escapes field_of to its result; %x stays on the heap: the caller receives it
; IR-LABEL: define ptr @field_of(
; IR-NEXT: call ptr @malloc
define ptr @field_of() {
  %x = call ptr @malloc(i64 16)
  %f = getelementptr i8, ptr %x, i64 8
  ret ptr %f
}
