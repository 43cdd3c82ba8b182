; Before a coroutine is split, a slot would be in the frame of one activation
; and live across a suspension: Coroutine. LLVM 22's Attributor promotes it.
; Twin: the function without presplitcoroutine.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i8 @llvm.coro.suspend(token, i1)

; SAY-LABEL: function keep
; SAY: action: kept (Coroutine)
; REMARK: %object does not escape keep; %object stays on the heap: the function is a coroutine whose frame outlives a suspension{{$}}
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define void @keep() presplitcoroutine {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: alloca [16 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
