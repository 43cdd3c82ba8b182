; In a recursive function a free may receive an element of another activation's
; pool, whose place no comparison here knows: FreedWithOthers. Twins: each
; instance is freed by this execution's own pointer; the function is not recursive.
;
; RUN: %opt -passes='escape<no-cleanup;no-promote;recursive-frame-bytes=4096>' -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: %opt -passes='escape<no-cleanup;recursive-frame-bytes=4096>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i1 @again() nocallback

; REMARK: %object does not escape keep; %object stays on the heap: the function is recursive, and a free may receive it or something else
; REMARK: %object does not escape promote_own; %object stays on the heap: no-promote is set
; REMARK: %object does not escape promote_once; %object stays on the heap: no-promote is set
; CHECK-LABEL: define void @keep(
; CHECK-NOT: alloca
; CHECK: call void @free(ptr %other)
define void @keep(i32 %depth, ptr %other) {
entry:
  call void @free(ptr %other)
  %ends = icmp eq i32 %depth, 0
  br i1 %ends, label %last, label %loop

loop:
  %object = call ptr @malloc(i64 16)
  %less = sub i32 %depth, 1
  call void @keep(i32 %less, ptr %object)
  %more = call i1 @again()
  br i1 %more, label %loop, label %last

last:
  ret void
}

; CHECK-LABEL: define void @promote_own(
; CHECK: alloca [4080 x i8], align 16
; CHECK: icmp uge i64
; CHECK: call void @free(ptr %object)
define void @promote_own(i32 %depth) {
entry:
  %ends = icmp eq i32 %depth, 0
  br i1 %ends, label %last, label %loop

loop:
  %object = call ptr @malloc(i64 16)
  %less = sub i32 %depth, 1
  call void @promote_own(i32 %less)
  %lost = call i1 @again()
  br i1 %lost, label %next, label %release

release:
  call void @free(ptr %object)
  br label %next

next:
  %more = call i1 @again()
  br i1 %more, label %loop, label %last

last:
  ret void
}

; CHECK-LABEL: define void @promote_once(
; CHECK: alloca [4096 x i8], align 16
; CHECK: icmp uge i64
; CHECK: call void @free(ptr %previous)
define void @promote_once() {
entry:
  br label %loop

loop:
  %previous = phi ptr [ null, %entry ], [ %object, %loop ]
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %previous)
  %more = call i1 @again()
  br i1 %more, label %loop, label %exit

exit:
  call void @free(ptr %object)
  ret void
}
