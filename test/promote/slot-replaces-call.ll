; The shape of a promotion: a slot in the entry block, of the size asked for,
; alive from the call to the free. The call may stand anywhere outside cycles.
; Twin: keep/in-loop.ll.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define void @promote_in_entry(
; CHECK-NEXT: %object = alloca [24 x i8], align 16
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr %object)
; CHECK-NEXT: store i64 %value, ptr %object
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
; CHECK-NEXT: ret void
define void @promote_in_entry(i64 %value) {
  %object = call ptr @malloc(i64 24)
  store i64 %value, ptr %object
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @promote_in_branch(
; CHECK-NEXT: entry:
; CHECK-NEXT: %object = alloca [24 x i8], align 16
; CHECK-NEXT: br i1 %c, label %make, label %exit
; CHECK: make:
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr %object)
; CHECK-NEXT: store i64 %value, ptr %object
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
; CHECK-NEXT: br label %exit
define void @promote_in_branch(i1 %c, i64 %value) {
entry:
  br i1 %c, label %make, label %exit

make:
  %object = call ptr @malloc(i64 24)
  store i64 %value, ptr %object
  call void @free(ptr %object)
  br label %exit

exit:
  ret void
}

; After a loop is outside of it.
; CHECK-LABEL: define void @promote_after_loop(
; CHECK: alloca [24 x i8], align 16
; CHECK: exit:
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr %object)
define void @promote_after_loop(i32 %count) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  %object = call ptr @malloc(i64 24)
  store i32 %i, ptr %object
  call void @free(ptr %object)
  ret void
}
