; valloc promises a page, and a frame that may not be realigned has 16 bytes:
; a slot would be less aligned than the allocation. Twins: aligned_alloc of 64 in
; a frame that can be realigned; malloc in one that cannot.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

declare noalias ptr @malloc(i64)
declare noalias ptr @valloc(i64)
declare noalias ptr @aligned_alloc(i64, i64)
declare void @free(ptr)

; CHECK-LABEL: function keep_page
; CHECK: action: kept (AlignmentUnknown)
define void @keep_page() {
  %object = call ptr @valloc(i64 64)
  store i32 1, ptr %object
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: function keep_not_realigned
; CHECK: action: kept (AlignmentUnknown)
define void @keep_not_realigned() "no-realign-stack" {
  %object = call ptr @aligned_alloc(i64 64, i64 64)
  store i32 1, ptr %object
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: function promote_realigned
; CHECK: action: promote to a slot, drop 1 free
define void @promote_realigned() {
  %object = call ptr @aligned_alloc(i64 64, i64 64)
  store i32 1, ptr %object
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: function promote_natural
; CHECK: action: promote to a slot, drop 1 free
define void @promote_natural() "no-realign-stack" {
  %object = call ptr @malloc(i64 64)
  store i32 1, ptr %object
  call void @free(ptr %object)
  ret void
}
