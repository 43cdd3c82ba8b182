; -Wframe-larger-than (`warn-stack-size`) is never crossed by a promotion:
; FrameWarning. What the frame already holds counts. Twin: exactly the limit.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr captures(none)) nofree nocallback

; SAY-LABEL: function keep
; SAY: action: kept (FrameWarning)
; REMARK: %object does not escape keep; %object stays on the heap: the frame would exceed the limit of -Wframe-larger-than (56 bytes left). To change it: raise that limit
; CHECK-LABEL: define void @keep(
; CHECK: %object = call ptr @malloc(i64 64)
define void @keep() "warn-stack-size"="96" {
  %local = alloca [40 x i8]
  call void @use(ptr %local)
  %object = call ptr @malloc(i64 64)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK: alloca [64 x i8], align 16
define void @promote() "warn-stack-size"="96" {
  %local = alloca [32 x i8]
  call void @use(ptr %local)
  %object = call ptr @malloc(i64 64)
  call void @free(ptr %object)
  ret void
}
