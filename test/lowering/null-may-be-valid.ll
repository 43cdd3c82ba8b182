; Where null is an address like others, it is somebody's object: what is stored
; there leaves, and what is loaded from there is unknown. Twin: where it is not,
; a store there is undefined and says nothing.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)

; CHECK-LABEL: function keep
; CHECK: %p escapes keep
define void @keep() null_pointer_is_valid {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr null
  ret void
}

; CHECK-LABEL: function promote
; CHECK: %p does not escape promote
define void @promote() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr null
  ret void
}
