; What a callee makes and its owner lets escape: said of the owner, with the path
; from the call on; of max-paths owners at most. A caller that hands it on is
; no owner.
;
; RUN: %opt -passes='escape<max-paths=2;no-cleanup>' -verify-each -pass-remarks-missed=escape -pass-remarks-analysis=escape -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @keep(ptr)
@last = global ptr null

define ptr @make() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; CHECK-NOT: for wrap
define ptr @wrap() {
  %q = call ptr @make()
  ret ptr %q
}

; CHECK: %p escapes first:
; CHECK-NEXT: flow: {global last} = %p:
; CHECK-NEXT: from call to wrap (call result)
; CHECK-NEXT: from store to {global last} (store to memory that others see)
; CHECK: %p escapes first; %p, made in make for first stays on the heap: unknown code or memory may keep its address
define void @first() {
  %r = call ptr @wrap()
  store ptr %r, ptr @last
  ret void
}

; CHECK: %p escapes second:
; CHECK: from call to keep (argument 1: its body is not seen)
; CHECK: %p escapes second; %p, made in make for second stays on the heap
define void @second() {
  %r = call ptr @make()
  call void @keep(ptr %r)
  ret void
}

; CHECK-NOT: for third
define void @third() {
  %r = call ptr @make()
  call void @keep(ptr %r)
  ret void
}
