; What does not count as code that may enter the function again, though it may: hooks
; of glibc (register_printf_specifier, fopencookie) that printf and streams call, and
; what was registered for exit. Such a frame may grow by frame-bytes. Twin: code that
; is not known (keep/reentrant-budget.ll). Nor do frames count, for chain-bytes, that
; are below a call through a pointer.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;chain-bytes=5000;inline-instructions=0>' -pass-remarks-missed=escape -S %s 2>/dev/null | FileCheck %s --check-prefix=CHAIN

@text = private constant [5 x i8] c"text\00"

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i32 @printf(ptr, ...)
declare i32 @fflush(ptr)
declare void @exit(i32) noreturn
declare void @unknown()

; CHECK-LABEL: function promote_printing
; CHECK: action: promote to a slot, drop 1 free
define void @promote_printing(ptr %stream) {
  %object = call ptr @malloc(i64 4096)
  %printed = call i32 (ptr, ...) @printf(ptr @text)
  %flushed = call i32 @fflush(ptr %stream)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: function promote_exiting
; CHECK: action: promote to a slot, drop 1 free
define void @promote_exiting(i1 %c) {
  %object = call ptr @malloc(i64 4096)
  br i1 %c, label %leave, label %go
leave:
  call void @exit(i32 1)
  unreachable
go:
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: function keep
; CHECK: action: kept (ReentrantBudget)
define void @keep() {
  %object = call ptr @malloc(i64 4096)
  call void @unknown()
  call void @free(ptr %object)
  ret void
}

; CHAIN-LABEL: define internal void @below(
; CHAIN: alloca [4096 x i8]
define internal void @below() noinline {
  %object = call ptr @malloc(i64 4096)
  store i8 1, ptr %object
  call void @free(ptr %object)
  ret void
}

; CHAIN-LABEL: define void @keep_above(
; CHAIN: call ptr @malloc(
define void @keep_above() norecurse {
  %object = call ptr @malloc(i64 4096)
  call void @below()
  call void @free(ptr %object)
  ret void
}

@function = global ptr @below

; CHAIN-LABEL: define void @promote_above_pointer(
; CHAIN: alloca [4096 x i8]
define void @promote_above_pointer() norecurse {
  %object = call ptr @malloc(i64 4096)
  %below = load ptr, ptr @function
  call void %below()
  call void @free(ptr %object)
  ret void
}
