; Freed on one path and leaked on the other: the leak goes away too. The
; lifetime ends where the free was, at no earlier use. Twin: the object is also
; seen by its address (keep/address-observed.ll).
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr captures(none)) nofree

; CHECK-LABEL: define void @promote(
; CHECK: alloca [16 x i8], align 16
; CHECK: release:
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
; CHECK-NEXT: ret void
; CHECK: leak:
; CHECK-NEXT: ret void
define void @promote(i1 %c) {
entry:
  %object = call ptr @malloc(i64 16)
  call void @use(ptr %object)
  br i1 %c, label %release, label %leak

release:
  call void @free(ptr %object)
  ret void

leak:
  ret void
}

; CHECK-LABEL: define void @promote_several_frees(
; CHECK: left:
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
; CHECK: right:
; CHECK-NEXT: call void @use(ptr %object)
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
define void @promote_several_frees(i1 %c) {
entry:
  %object = call ptr @malloc(i64 16)
  br i1 %c, label %left, label %right

left:
  call void @free(ptr %object)
  ret void

right:
  call void @use(ptr %object)
  call void @free(ptr %object)
  ret void
}
