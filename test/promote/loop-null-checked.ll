; `if (!p) continue;`: on the edge where the allocation failed there is no
; instance, so the free need not be there. Twin: the test is of another pointer,
; and the edge says nothing of the object, which is too large for a pool.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK: alloca [16 x i8], align 16
; CHECK-NOT: @malloc
define void @promote(i32 %count) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %latch ]
  %object = call ptr @malloc(i64 16)
  %failed = icmp eq ptr %object, null
  br i1 %failed, label %latch, label %use

use:
  store i32 %i, ptr %object
  call void @free(ptr %object)
  br label %latch

latch:
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

; SAY-LABEL: function keep
; SAY: action: kept (InLoop)
; CHECK-LABEL: define void @keep(
; CHECK: @malloc
define void @keep(i32 %count, ptr %other) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %latch ]
  %object = call ptr @malloc(i64 3000)
  %failed = icmp eq ptr %other, null
  br i1 %failed, label %latch, label %use

use:
  store i32 %i, ptr %object
  call void @free(ptr %object)
  br label %latch

latch:
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  ret void
}
