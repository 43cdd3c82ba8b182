; `!callback` says which argument of a broker is called, and with what. It says
; nothing of how long the broker keeps either: what is passed on may be used by
; another thread when the broker has returned. So a body that is not seen keeps
; its arguments, with the metadata as without. Twin: a broker whose body is seen
; and calls back while it runs.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s -pass-remarks-missed=escape -o %t.ll 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare !callback !0 void @unseen_broker(ptr, ptr)

define internal void @reads(ptr %payload) {
  %value = load i64, ptr %payload
  ret void
}

; REMARK: %payload escapes keep_unseen
; CHECK-LABEL: define void @keep_unseen(
; CHECK: call ptr @malloc
; CHECK: call void @free
define void @keep_unseen() {
  %payload = call ptr @malloc(i64 8)
  store i64 1, ptr %payload
  call void @unseen_broker(ptr @reads, ptr %payload)
  call void @free(ptr %payload)
  ret void
}

define internal void @broker(ptr %body, ptr %payload) noinline {
  call void %body(ptr %payload)
  ret void
}

; CHECK-LABEL: define void @promote_seen(
; CHECK: alloca [8 x i8]
; CHECK-NOT: @malloc
; CHECK-NOT: @free
; CHECK: ret void
define void @promote_seen() {
  %payload = call ptr @malloc(i64 8)
  store i64 1, ptr %payload
  call void @broker(ptr @reads, ptr %payload)
  call void @free(ptr %payload)
  ret void
}

!0 = !{!1}
!1 = !{i64 0, i64 1, i1 false}
