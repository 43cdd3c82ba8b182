; reallocarray is a realloc of a product, which may overflow; not even of null is it
; taken for malloc: ReallocResult, and what it is given is Reallocated. Twin: realloc.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare noalias ptr @realloc(ptr, i64)
; As LLVM 22 says of it by itself. To LLVM 19 it is a function that is not known.
declare noalias ptr @reallocarray(ptr allocptr captures(none), i64, i64) allockind("realloc") allocsize(1,2) "alloc-family"="malloc"
declare void @free(ptr)

; CHECK-LABEL: function keep
; CHECK: %small: malloc, 16 bytes
; CHECK: action: kept (Reallocated)
; CHECK: %large: reallocarray,
; CHECK: action: kept (ReallocResult)
define void @keep(i64 %n) {
  %small = call ptr @malloc(i64 16)
  %large = call ptr @reallocarray(ptr %small, i64 %n, i64 4)
  call void @free(ptr %large)
  ret void
}

; CHECK-LABEL: function keep_of_null
; CHECK: action: kept (ReallocResult)
define void @keep_of_null(i64 %n) {
  %large = call ptr @reallocarray(ptr null, i64 %n, i64 4)
  call void @free(ptr %large)
  ret void
}

; CHECK-LABEL: function promote
; CHECK: action: promote to a pool
; CHECK: action: promote to a pool
define void @promote(i64 %n) {
  %small = call ptr @malloc(i64 16)
  %large = call ptr @realloc(ptr %small, i64 %n)
  call void @free(ptr %large)
  ret void
}
