; Out of steps, the analysis gives the conservative answer and says so:
; AnalysisBudget; and callers know nothing of such a function. Twin: enough
; steps.
;
; RUN: %opt -passes='escape<no-cleanup;max-steps=1>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<max-steps=1>' -pass-remarks-output=%t.yaml -disable-output %s
; RUN: FileCheck %s --check-prefix=NAME < %t.yaml
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=ENOUGH

; NAME: Name:            AnalysisBudget

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; REMARK: %object may escape keep: the analysis did not finish; %object stays on the heap: the analysis of its function ran out of steps
; CHECK-LABEL: define void @keep(
; CHECK: %object = call ptr @malloc(i64 16)
; CHECK: call void @free
; ENOUGH-LABEL: define void @keep(
; ENOUGH: alloca [16 x i8], align 16
define void @keep(ptr %value) {
  %object = call ptr @malloc(i64 16)
  store ptr %value, ptr %object
  %held = load ptr, ptr %object
  store ptr null, ptr %held
  call void @free(ptr %object)
  ret void
}
