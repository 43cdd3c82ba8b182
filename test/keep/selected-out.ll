; only-function=NAME promotes in that function alone: SelectedOut for the
; others; verdicts stay what they are. Twin: the function named.
;
; RUN: %opt -passes='escape<no-cleanup;only-function=promote>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<only-function=promote>' -pass-remarks-output=%t.yaml -disable-output %s
; RUN: FileCheck %s --check-prefix=NAME < %t.yaml

; NAME: Name:            SelectedOut

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; REMARK: %object does not escape keep; %object stays on the heap: only-function names another function. To change it: leave only-function out
; CHECK-LABEL: define void @keep(
; CHECK: %object = call ptr @malloc(i64 16)
define void @keep() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @promote(
; CHECK: alloca [16 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
