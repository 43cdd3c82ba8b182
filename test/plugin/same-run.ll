; %same-run compares a program with and without a pipeline, also under ASan.
;
; REQUIRES: plugin
; RUN: %same-run %s escape
; RUN: %same-run %s 'escape,default<O2>'

target triple = "x86_64-pc-linux-gnu"

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"

define i32 @main() {
  %p = call ptr @malloc(i64 8)
  store i32 7, ptr %p
  %v = load i32, ptr %p
  call void @free(ptr %p)
  ret i32 %v
}
