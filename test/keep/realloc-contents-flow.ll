; The new object holds what the old one held: a pointer kept in it escapes with
; the result of realloc. Twin: the result is freed.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)
declare noalias ptr @realloc(ptr, i64)
declare void @free(ptr)

; CHECK-LABEL: function keep
; CHECK: %inner: malloc, 8 bytes
; CHECK-NEXT: verdict: %inner escapes keep
; CHECK: action: kept (Escapes)
; CHECK: %small: malloc, 16 bytes
define void @keep() {
  %inner = call ptr @malloc(i64 8)
  %small = call ptr @malloc(i64 16)
  store ptr %inner, ptr %small
  %large = call ptr @realloc(ptr %small, i64 32)
  store ptr %large, ptr @global
  ret void
}

; CHECK-LABEL: function promote
; CHECK: %inner: malloc, 8 bytes
; CHECK-NEXT: verdict: %inner does not escape promote
; CHECK-NEXT: action: promote to a slot, drop 0 frees
define void @promote() {
  %inner = call ptr @malloc(i64 8)
  %small = call ptr @malloc(i64 16)
  store ptr %inner, ptr %small
  %large = call ptr @realloc(ptr %small, i64 32)
  call void @free(ptr %large)
  ret void
}
