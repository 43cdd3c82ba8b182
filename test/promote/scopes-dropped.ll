; In a loop the instances share one slot, or the elements of a pool: an access
; that claims to alias no other would then claim too much, so the claim goes. So
; does that of a parallel loop, no iteration of which touches what another does.
; Twins: outside a loop the claim stays, and so does that of an access to another
; object.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define void @slot(
; CHECK: %object = alloca [16 x i8], align 16
; CHECK: store i32 %i, ptr %object, align 4{{$}}
; CHECK-NEXT: store i32 %i, ptr %other, align 4, !noalias
define void @slot(i32 %count, ptr %other) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %object = call ptr @malloc(i64 16)
  store i32 %i, ptr %object, !alias.scope !2
  store i32 %i, ptr %other, !noalias !2
  call void @free(ptr %object)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

; CHECK-LABEL: define i32 @pool(
; CHECK: store i32 %i, ptr %object, align 4{{$}}
; CHECK-NEXT: load i32, ptr %last, align 4{{$}}
define i32 @pool(i32 %count) {
entry:
  %first = call ptr @malloc(i64 16)
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %last = phi ptr [ %first, %entry ], [ %object, %loop ]
  %object = call ptr @malloc(i64 16)
  store i32 %i, ptr %object, !alias.scope !2
  %old = load i32, ptr %last, !noalias !2
  call void @free(ptr %last)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  ret i32 %old
}

; CHECK-LABEL: define void @parallel(
; CHECK: store i32 %i, ptr %object, align 4{{$}}
define void @parallel(i32 %count) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %object = call ptr @malloc(i64 16)
  store i32 %i, ptr %object, !llvm.access.group !3
  call void @free(ptr %object)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit, !llvm.loop !4

exit:
  ret void
}

; CHECK-LABEL: define void @once(
; CHECK: store i32 1, ptr %object, align 4, !alias.scope
define void @once() {
  %object = call ptr @malloc(i64 16)
  store i32 1, ptr %object, !alias.scope !2
  call void @free(ptr %object)
  ret void
}

!0 = distinct !{!0}
!1 = distinct !{!1, !0}
!2 = !{!1}
!3 = distinct !{}
!4 = distinct !{!4, !5}
!5 = !{!"llvm.loop.parallel_accesses", !3}
