; A `tail` callee may not touch the caller's allocas: the marker goes from every
; call that can reach the slot, through memory and other objects too, and stays
; on all others. LLVM 22's Attributor leaves it (llvm#58744).
; Twin: keep/must-tail.ll.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i32 @use(ptr captures(none)) nofree

define internal ptr @same(ptr returned %p) noinline {
  ret ptr %p
}

define internal i32 @read_nested(ptr %holder) noinline {
  %object = load ptr, ptr %holder
  %value = load i32, ptr %object
  ret i32 %value
}

; CHECK-LABEL: define i32 @promote_argument(
; CHECK: {{^}}  %value = call i32 @use(ptr %object)
define i32 @promote_argument() {
  %object = call ptr @malloc(i64 16)
  %value = tail call i32 @use(ptr %object)
  call void @free(ptr %object)
  ret i32 %value
}

; CHECK-LABEL: define i32 @promote_inside(
; CHECK: {{^}}  %value = call i32 @use(ptr %inside)
define i32 @promote_inside() {
  %object = call ptr @malloc(i64 16)
  %inside = getelementptr i8, ptr %object, i64 8
  %value = tail call i32 @use(ptr %inside)
  ret i32 %value
}

; CHECK-LABEL: define i32 @promote_through_local(
; CHECK: {{^}}  %value = call i32 @read_nested(ptr %holder)
define i32 @promote_through_local() {
  %holder = alloca ptr
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %holder
  %value = tail call i32 @read_nested(ptr %holder)
  ret i32 %value
}

; The holder is not promoted itself; what it holds is.
; CHECK-LABEL: define i32 @promote_through_kept_object(
; CHECK: call ptr @malloc(i64 100000)
; CHECK: {{^}}  %value = call i32 @read_nested(ptr %holder)
define i32 @promote_through_kept_object() {
  %holder = call ptr @malloc(i64 100000)
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %holder
  %value = tail call i32 @read_nested(ptr %holder)
  call void @free(ptr %holder)
  ret i32 %value
}

; CHECK-LABEL: define i32 @promote_through_phi(
; CHECK: {{^}}  %value = call i32 @use(ptr %either)
define i32 @promote_through_phi(i1 %c, ptr %other) {
  %object = call ptr @malloc(i64 16)
  %either = select i1 %c, ptr %object, ptr %other
  %value = tail call i32 @use(ptr %either)
  ret i32 %value
}

; CHECK-LABEL: define i32 @promote_through_result(
; CHECK: {{^}}  %again = call ptr @same(ptr %object)
; CHECK: {{^}}  %value = call i32 @use(ptr %again)
define i32 @promote_through_result() {
  %object = call ptr @malloc(i64 16)
  %again = tail call ptr @same(ptr %object)
  %value = tail call i32 @use(ptr %again)
  ret i32 %value
}

; CHECK-LABEL: define i32 @promote_unrelated(
; CHECK: %value = tail call i32 @use(ptr %other)
define i32 @promote_unrelated(ptr %other) {
  %object = call ptr @malloc(i64 16)
  store i32 1, ptr %object
  %value = tail call i32 @use(ptr %other)
  call void @free(ptr %object)
  ret i32 %value
}
