; Intrinsics that say something of a value or a position touch no memory of
; ours; the others are believed as far as their attributes go.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
declare i64 @llvm.objectsize.i64.p0(ptr, i1, i1, i1)
declare i1 @llvm.is.constant.p0(ptr)
declare void @llvm.donothing()
declare i32 @llvm.ctpop.i32(i32)
declare { i32, i1 } @llvm.sadd.with.overflow.i32(i32, i32)
declare ptr @llvm.load.relative.i64(ptr, i64)
declare void @llvm.va_start.p0(ptr)
declare void @llvm.va_copy.p0(ptr, ptr)
declare void @llvm.va_end.p0(ptr)
declare void @llvm.init.trampoline(ptr, ptr, ptr)
declare ptr @llvm.adjust.trampoline(ptr)

; CHECK-LABEL: function promote_statements
; CHECK: action: promote to a slot
define i64 @promote_statements(i32 %number) {
  %p = call ptr @malloc(i64 16)
  call void @llvm.prefetch.p0(ptr %p, i32 0, i32 3, i32 1)
  %size = call i64 @llvm.objectsize.i64.p0(ptr %p, i1 false, i1 true, i1 false)
  %known = call i1 @llvm.is.constant.p0(ptr %p)
  call void @llvm.donothing()
  %bits = call i32 @llvm.ctpop.i32(i32 %number)
  %sum = call { i32, i1 } @llvm.sadd.with.overflow.i32(i32 %bits, i32 1)
  ret i64 %size
}

; The pointer that is nested in a trampoline is called with it later.
; CHECK-LABEL: function keep_trampoline
; CHECK: %p escapes keep_trampoline
declare void @nested(ptr nest)
define ptr @keep_trampoline() {
  %space = alloca [32 x i8], align 16
  %p = call ptr @malloc(i64 16)
  call void @llvm.init.trampoline(ptr %space, ptr @nested, ptr %p)
  %function = call ptr @llvm.adjust.trampoline(ptr %space)
  call void %function()
  ret ptr null
}

; va_arg gives pointers of the caller, not ours.
; CHECK-LABEL: function promote_in_variadic
; CHECK: %p does not escape promote_in_variadic
define void @promote_in_variadic(i32 %count, ...) {
  %list = alloca [24 x i8], align 16
  %copy = alloca [24 x i8], align 16
  call void @llvm.va_start.p0(ptr %list)
  call void @llvm.va_copy.p0(ptr %copy, ptr %list)
  %p = call ptr @malloc(i64 16)
  store i32 %count, ptr %p
  call void @llvm.va_end.p0(ptr %list)
  ret void
}

; What is stored through them leaves.
; CHECK-LABEL: function keep_stored_through_argument
; CHECK: %p escapes keep_stored_through_argument
define void @keep_stored_through_argument(i32 %count, ...) {
  %list = alloca [24 x i8], align 16
  call void @llvm.va_start.p0(ptr %list)
  %place = va_arg ptr %list, ptr
  %p = call ptr @malloc(i64 16)
  store ptr %p, ptr %place
  call void @llvm.va_end.p0(ptr %list)
  ret void
}
