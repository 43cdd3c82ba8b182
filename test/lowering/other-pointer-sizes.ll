; Cells are eight bytes; a target with other pointers is left alone: nothing is
; said, nothing is changed. Twin: 64-bit pointers.
;
; RUN: split-file %s %t
; RUN: %opt -passes='print<escape>' -disable-output %t/small.ll 2>&1 | count 0
; RUN: %bare-opt -S %t/small.ll -o %t/before.ll
; RUN: %opt -passes=escape -S %t/small.ll -o %t/after.ll
; RUN: cmp %t/before.ll %t/after.ll
; RUN: %opt -passes=escape -S %t/usual.ll | FileCheck %s

; CHECK-LABEL: define void @promote(
; CHECK-NEXT: ret void

;--- small.ll
target datalayout = "e-p:32:32"
declare noalias ptr @malloc(i32)
declare void @free(ptr)
define void @keep() {
  %p = call ptr @malloc(i32 16)
  call void @free(ptr %p)
  ret void
}

;--- usual.ll
target datalayout = "e-p:64:64"
declare noalias ptr @malloc(i64)
declare void @free(ptr)
define void @promote() {
  %p = call ptr @malloc(i64 16)
  call void @free(ptr %p)
  ret void
}
