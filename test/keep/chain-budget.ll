; Inlined or not, frames of a chain of calls are on the stack together: along
; any acyclic chain they grow by chain-bytes at most (ChainBudget). Callees come
; first. Twin: a function beside the chain.
;
; RUN: %opt -passes='escape<no-cleanup;chain-bytes=96>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<chain-bytes=96>' -pass-remarks-output=%t.yaml -disable-output %s
; RUN: FileCheck %s --check-prefix=NAME < %t.yaml

; NAME: Name:            ChainBudget

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define void @promote_lowest(
; CHECK: alloca [32 x i8], align 16
define void @promote_lowest() noinline {
  %object = call ptr @malloc(i64 32)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @promote_middle(
; CHECK: alloca [32 x i8], align 16
define void @promote_middle() noinline {
  %object = call ptr @malloc(i64 32)
  call void @promote_lowest()
  call void @free(ptr %object)
  ret void
}

; REMARK: %object does not escape keep_highest; %object stays on the heap: the frames below it have used the stack budget of a call chain (32 bytes left). To change it: raise chain-bytes
; CHECK-LABEL: define void @keep_highest(
; CHECK: %object = call ptr @malloc(i64 33)
define void @keep_highest() {
  %object = call ptr @malloc(i64 33)
  call void @promote_middle()
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @promote_highest(
; CHECK: alloca [32 x i8], align 16
define void @promote_highest() {
  %object = call ptr @malloc(i64 32)
  call void @promote_middle()
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @promote_beside(
; CHECK: alloca [96 x i8], align 16
define void @promote_beside() {
  %object = call ptr @malloc(i64 96)
  call void @free(ptr %object)
  ret void
}
