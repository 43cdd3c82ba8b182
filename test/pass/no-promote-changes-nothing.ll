; escape<no-promote> reports, and leaves the module as it was, byte by byte: the
; attributes that are inferred for the analysis included. So does print<escape>.
;
; RUN: %bare-opt -passes=verify -S %s -o %t.before.ll
; RUN: %opt -passes='escape<no-promote>' -S %s -o %t.after.ll
; RUN: cmp %t.before.ll %t.after.ll
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-output=%t.yaml -S %s -o %t.remarks.ll
; RUN: cmp %t.before.ll %t.remarks.ll
; RUN: %opt -passes='print<escape>' -S %s -o %t.print.ll 2>%t.txt
; RUN: cmp %t.before.ll %t.print.ll
; RUN: FileCheck %s < %t.yaml
;
; CHECK: Name:            ReportOnly

@global = global ptr null

declare ptr @malloc(i64)
declare void @free(ptr)
declare i64 @strlen(ptr)

define i64 @promoted_otherwise() {
  %p = call ptr @malloc(i64 16)
  store i8 0, ptr %p
  %length = tail call i64 @strlen(ptr %p)
  call void @free(ptr %p)
  ret i64 %length
}

define void @kept() {
  %p = call ptr @malloc(i64 16)
  store ptr %p, ptr @global
  ret void
}
