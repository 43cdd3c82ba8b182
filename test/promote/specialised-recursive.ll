; A callee that calls itself is copied like any other: the copy calls itself, with the
; same storages, and may do so by a tail call. The keep twins: functions that call each
; other, and a call of itself that cannot be changed.
;
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"

%node = type { ptr, ptr }

define ptr @grow(i64 %depth) {
entry:
  %end = icmp eq i64 %depth, 0
  br i1 %end, label %done, label %more

more:
  %made = call ptr @malloc(i64 16)
  %less = sub i64 %depth, 1
  %left = call ptr @grow(i64 %less)
  store ptr %left, ptr %made
  %right = call ptr @grow(i64 %less)
  %at = getelementptr i8, ptr %made, i64 8
  store ptr %right, ptr %at
  ret ptr %made

done:
  ret ptr null
}

; CHECK-LABEL: define internal ptr @grow.frame(i64 %depth, ptr %storage, ptr %storage1, ptr %storage2)
; CHECK: call ptr @grow.frame(i64 %less, ptr %storage, ptr %storage1, ptr %storage2)
; CHECK: call ptr @grow.frame(i64 %less, ptr %storage, ptr %storage1, ptr %storage2)

define void @fell(ptr %tree) {
entry:
  %end = icmp eq ptr %tree, null
  br i1 %end, label %done, label %more

more:
  %left = load ptr, ptr %tree
  call void @fell(ptr %left)
  %at = getelementptr i8, ptr %tree, i64 8
  %right = load ptr, ptr %at
  call void @free(ptr %tree)
  tail call void @fell(ptr %right)
  ret void

done:
  ret void
}

; CHECK-LABEL: define internal void @fell.frame(ptr %tree, ptr %storage, ptr %storage1, ptr %storage2)
; CHECK: {{^  }}call void @fell.frame(ptr %left, ptr %storage, ptr %storage1, ptr %storage2)
; CHECK: call void asm sideeffect ""
; CHECK: tail call void @fell.frame(ptr %right, ptr %storage, ptr %storage1, ptr %storage2)

; CHECK-LABEL: define void @trees(
; CHECK: call ptr @grow.frame(i64 %depth,
; CHECK: call void @fell.frame(ptr %tree,
define void @trees(i64 %depth) {
  %tree = call ptr @grow(i64 %depth)
  call void @fell(ptr %tree)
  ret void
}

define void @here(ptr %p) {
entry:
  %end = icmp eq ptr %p, null
  br i1 %end, label %done, label %more

more:
  %next = load ptr, ptr %p
  call void @there(ptr %next)
  call void @free(ptr %p)
  ret void

done:
  ret void
}

define void @there(ptr %p) {
  call void @here(ptr %p)
  ret void
}

; CHECK-LABEL: define void @keep_mutual(
; CHECK: call ptr @malloc(
; CHECK: call void @here(ptr
define void @keep_mutual() {
  %p = call ptr @malloc(i64 16)
  store ptr null, ptr %p
  call void @here(ptr %p)
  ret void
}

define void @fixed(ptr %p) {
entry:
  %end = icmp eq ptr %p, null
  br i1 %end, label %done, label %more

more:
  %next = load ptr, ptr %p
  call void @free(ptr %p)
  call void @fixed(ptr %next) [ "deopt"() ]
  ret void

done:
  ret void
}

; CHECK-LABEL: define void @keep_fixed(
; CHECK: call ptr @malloc(
; CHECK: call void @fixed(ptr
define void @keep_fixed() {
  %p = call ptr @malloc(i64 16)
  store ptr null, ptr %p
  call void @fixed(ptr %p)
  ret void
}
