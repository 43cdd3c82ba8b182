; no-promote says what would be promoted (ReportOnly), and the other reasons as
; ever, and changes nothing. Twin: without the option.
;
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-output=%t.yaml -disable-output %s
; RUN: FileCheck %s --check-prefix=NAME < %t.yaml
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=WITHOUT

; NAME: Name:            ReportOnly
; NAME: Name:            OutlivesFunction

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; REMARK: %object does not escape keep; %object stays on the heap: no-promote is set. To change it: leave no-promote out
; REMARK: %object escapes keep_returned to its result; %object stays on the heap: the caller receives it
; CHECK-LABEL: define void @keep(
; CHECK: %object = call ptr @malloc(i64 16)
; WITHOUT-LABEL: define void @keep(
; WITHOUT: alloca [16 x i8], align 16
define void @keep() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

define ptr @keep_returned() {
  %object = call ptr @malloc(i64 16)
  ret ptr %object
}
