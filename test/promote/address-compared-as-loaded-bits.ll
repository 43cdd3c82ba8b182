; A limitation, pinned (docs/limitations.md): the address is read back from memory
; as an integer and compared, which counts as no observation. No program can tell
; while slots are not reused: two objects of one frame never share a slot.
; Twins: the object is freed, or the integer is tested for zero.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function promote_leaked
; CHECK: action: promote to a slot, drop 0 frees
define i1 @promote_leaked(i64 %limit) {
  %cell = alloca ptr
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %cell
  %bits = load i64, ptr %cell
  %below = icmp ult i64 %bits, %limit
  ret i1 %below
}

; CHECK-LABEL: function promote_freed
; CHECK: action: promote to a slot, drop 1 free
define i1 @promote_freed(i64 %limit) {
  %cell = alloca ptr
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %cell
  %bits = load i64, ptr %cell
  %below = icmp ult i64 %bits, %limit
  call void @free(ptr %object)
  ret i1 %below
}

; CHECK-LABEL: function promote_zero_test
; CHECK: action: promote to a slot, drop 0 frees
define i1 @promote_zero_test(i64 %limit) {
  %cell = alloca ptr
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %cell
  %bits = load i64, ptr %cell
  %below = icmp eq i64 %bits, 0
  ret i1 %below
}
