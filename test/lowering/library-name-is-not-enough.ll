; A name is a library function only on a declaration with the right prototype. A
; body of that name in the module is analysed, another prototype is unknown.
;
; RUN: split-file %s %t
; RUN: %opt -passes='print<escape>' -disable-output %t/body.ll 2>&1 | FileCheck %s
; RUN: %opt -passes='print<escape>' -disable-output %t/prototype.ll 2>&1 | FileCheck %s

; CHECK-LABEL: function keep
; CHECK: %p escapes keep

;--- body.ll
@global = global ptr null
declare noalias ptr @malloc(i64)
define i32 @puts(ptr %text) noinline {
  store ptr %text, ptr @global
  ret i32 0
}
define void @keep() {
  %p = call ptr @malloc(i64 16)
  %printed = call i32 @puts(ptr %p)
  ret void
}

;--- prototype.ll
declare noalias ptr @malloc(i64)
declare void @puts(ptr, ptr)
define void @keep() {
  %p = call ptr @malloc(i64 16)
  call void @puts(ptr %p, ptr null)
  ret void
}
