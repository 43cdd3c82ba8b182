; What a frame that is not entered again may grow by is frame-bytes: the object
; that would cross it stays (FrameBudget), a later smaller one still fits.
; Exclusive branches add up. Twin: exactly the budget.
;
; RUN: %opt -passes='escape<no-cleanup;frame-bytes=64>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<frame-bytes=64>' -pass-remarks-output=%t.yaml -disable-output %s
; RUN: FileCheck %s --check-prefix=NAME < %t.yaml

; NAME: Name:            FrameBudget

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; REMARK: %large does not escape keep; %large stays on the heap: the frame has grown as far as it may (32 bytes left). To change it: raise frame-bytes
; CHECK-LABEL: define void @keep(
; CHECK: %first = alloca [32 x i8], align 16
; CHECK: %small = alloca [32 x i8], align 16
; CHECK-NOT: alloca
; CHECK: %large = call ptr @malloc(i64 33)
define void @keep(i1 %c) {
entry:
  br i1 %c, label %left, label %right

left:
  %first = call ptr @malloc(i64 32)
  call void @free(ptr %first)
  ret void

right:
  %large = call ptr @malloc(i64 33)
  call void @free(ptr %large)
  %small = call ptr @malloc(i64 32)
  call void @free(ptr %small)
  ret void
}

; CHECK-LABEL: define void @promote(
; CHECK: alloca [64 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 64)
  call void @free(ptr %object)
  ret void
}

; Bytes are counted as the alignment lays them out.
; REMARK: %object does not escape keep_for_alignment; %object stays on the heap: the frame has grown as far as it may (64 bytes left)
; CHECK-LABEL: define void @keep_for_alignment(
; CHECK: call ptr @aligned_alloc
declare noalias ptr @aligned_alloc(i64, i64)
define void @keep_for_alignment() {
  %object = call ptr @aligned_alloc(i64 128, i64 128)
  call void @free(ptr %object)
  ret void
}
