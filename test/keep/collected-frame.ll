; A precise collector needs roots for objects on the stack: CollectedFrame.
; Twin: no gc.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep
; SAY: action: kept (CollectedFrame)
; REMARK: %object does not escape keep; %object stays on the heap: the collector needs to be told of what lies on the stack{{$}}
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define void @keep() gc "shadow-stack" {
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
