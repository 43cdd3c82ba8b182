; Where a claim cannot be tied to a frame, there is none: a body that goes into
; others, a coroutine before its split. What a musttail callee may receive lives
; on when the frame is gone; a promoted object does not.
;
; RUN: %opt -passes='escape<oracle=check>' -S %s | FileCheck %s
; RUN: %opt -passes='escape<oracle=count>' -S %s | FileCheck %s --check-prefix=COUNT

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr) allockind("free") "alloc-family"="malloc"
declare void @use(ptr captures(none)) nofree nounwind

; CHECK-LABEL: define void @inlined(
; CHECK-NOT: esc_oracle
; CHECK-LABEL: define void @coroutine(
; CHECK-NOT: esc_oracle
; CHECK-LABEL: define void @last(
; CHECK: %p = call ptr @malloc(i64 5000)
; CHECK-NOT: esc_oracle_claim(ptr %p
; CHECK: call void @esc_oracle_claim(ptr %q
; CHECK: call void @esc_oracle_leave(
; CHECK-NEXT: musttail call void @last(
; COUNT-LABEL: define void @inlined(
; COUNT-NOT: esc_oracle
; COUNT-LABEL: define void @coroutine(
; COUNT-NOT: esc_oracle
; COUNT-LABEL: define void @last(
; COUNT: call void @esc_oracle_count(ptr %p
; COUNT: call void @esc_oracle_count(ptr %q
define void @inlined() alwaysinline {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

define void @coroutine() presplitcoroutine {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

define void @last(i64 %n) {
  %p = call ptr @malloc(i64 5000)
  call void @use(ptr %p)
  call void @free(ptr %p)
  %q = call ptr @malloc(i64 8)
  call void @use(ptr %q)
  call void @free(ptr %q)
  musttail call void @last(i64 %n)
  ret void
}
