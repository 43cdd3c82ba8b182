; __builtin_setjmp is an intrinsic of which LLVM does not say returns_twice; it
; does: ReturnsTwice. Twin: only the buffer is touched.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@state = global [5 x ptr] zeroinitializer

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function keep
; CHECK: verdict: %object does not escape keep
; CHECK-NEXT: action: kept (ReturnsTwice)
define void @keep() {
  %object = call ptr @malloc(i64 16)
  %code = call i32 @llvm.eh.sjlj.setjmp(ptr @state)
  store i32 %code, ptr %object
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: function promote
; CHECK: action: promote to a slot, drop 1 free
define void @promote() {
  %object = call ptr @malloc(i64 16)
  %code = load i32, ptr @state
  store i32 %code, ptr %object
  call void @free(ptr %object)
  ret void
}
