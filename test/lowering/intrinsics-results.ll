; LLVM says captures(none) of operands of which the result of an intrinsic is
; made. The result may be the operand all the same, and what is no pointer may
; tell what it is.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function keep_base
; CHECK: %p escapes keep_base
define ptr @keep_base() {
  %p = call ptr @malloc(i64 16)
  %base = call ptr @llvm.experimental.gc.get.pointer.base.p0.p0(ptr %p)
  ret ptr %base
}

; CHECK-LABEL: function promote_base
; CHECK: %p does not escape promote_base
; CHECK-NEXT: action: promote to a slot, drop 1 free
define i32 @promote_base() {
  %p = call ptr @malloc(i64 16)
  %base = call ptr @llvm.experimental.gc.get.pointer.base.p0.p0(ptr %p)
  %value = load i32, ptr %base
  call void @free(ptr %p)
  ret i32 %value
}

; Set and moved on: the result is behind the bytes that were set.
; CHECK-LABEL: function keep_advanced
; CHECK: %p escapes keep_advanced
define void @keep_advanced() {
  %p = call ptr @malloc(i64 16)
  %end = call ptr @llvm.aarch64.mops.memset.tag(ptr %p, i8 0, i64 16)
  store ptr %end, ptr @global
  ret void
}

; CHECK-LABEL: function promote_advanced
; CHECK: %p does not escape promote_advanced
define void @promote_advanced() {
  %p = call ptr @malloc(i64 16)
  %end = call ptr @llvm.aarch64.mops.memset.tag(ptr %p, i8 0, i64 16)
  call void @free(ptr %p)
  ret void
}

; Whether it is the memory of one thread.
; CHECK-LABEL: function keep_kind_of_memory
; CHECK: %p escapes keep_kind_of_memory
define i1 @keep_kind_of_memory() {
  %p = call ptr @malloc(i64 16)
  %local = call i1 @llvm.nvvm.isspacep.local(ptr %p)
  call void @free(ptr %p)
  ret i1 %local
}

; CHECK-LABEL: function promote_kind_of_global
; CHECK: %p does not escape promote_kind_of_global
; CHECK-NEXT: action: promote to a slot, drop 1 free
define i1 @promote_kind_of_global() {
  %p = call ptr @malloc(i64 16)
  %local = call i1 @llvm.nvvm.isspacep.local(ptr @global)
  call void @free(ptr %p)
  ret i1 %local
}
