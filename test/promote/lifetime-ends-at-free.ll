; Two objects that are alive together have different addresses. The lifetime of
; a slot ends where the free stood, not at the last access: else stack colouring
; puts both in one place, and the comparison changes. Twin: the first is freed
; before the second is made.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define i1 @promote_both_alive(
; CHECK: call void @llvm.lifetime.start.p0(ptr %first)
; CHECK-NEXT: store i32 1, ptr %first
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr %second)
; CHECK-NEXT: store i32 2, ptr %second
; CHECK-NEXT: %same = icmp eq ptr %first, %second
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %first)
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %second)
define i1 @promote_both_alive() {
  %first = call ptr @malloc(i64 16)
  store i32 1, ptr %first
  %second = call ptr @malloc(i64 16)
  store i32 2, ptr %second
  %same = icmp eq ptr %first, %second
  call void @free(ptr %first)
  call void @free(ptr %second)
  ret i1 %same
}

; CHECK-LABEL: define i1 @promote_one_after_the_other(
; CHECK: call void @llvm.lifetime.end.p0(ptr %first)
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr %second)
define i1 @promote_one_after_the_other() {
  %first = call ptr @malloc(i64 16)
  store i32 1, ptr %first
  call void @free(ptr %first)
  %second = call ptr @malloc(i64 16)
  store i32 2, ptr %second
  %same = icmp eq ptr %first, %second
  call void @free(ptr %second)
  ret i1 %same
}
