; In a loop the instances share one slot: an access that claims to alias no
; other would then claim too much. Twins: the same claim outside a loop, and the
; loop without the claim.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK

; REMARK: it is made in a loop, and an access claims to alias no other, which would be false for instances that share a slot

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function keep
; CHECK: action: kept (ScopedAlias)
define void @keep(i32 %count) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %object = call ptr @malloc(i64 16)
  store i32 %i, ptr %object, !alias.scope !2
  call void @free(ptr %object)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

; A parallel loop: no iteration touches what another does. Sharing a slot, they do.
; CHECK-LABEL: function keep_parallel
; CHECK: action: kept (ScopedAlias)
define void @keep_parallel(i32 %count) {
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

; CHECK-LABEL: function promote_once
; CHECK: action: promote to a slot, drop 1 free
define void @promote_once() {
  %object = call ptr @malloc(i64 16)
  store i32 1, ptr %object, !alias.scope !2
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: function promote_without
; CHECK: action: promote to a slot, drop 1 free
define void @promote_without(i32 %count) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %object = call ptr @malloc(i64 16)
  store i32 %i, ptr %object
  call void @free(ptr %object)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

!0 = distinct !{!0}
!1 = distinct !{!1, !0}
!2 = !{!1}
!3 = distinct !{}
!4 = distinct !{!4, !5}
!5 = !{!"llvm.loop.parallel_accesses", !3}
