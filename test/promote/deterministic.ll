; Several sites, several functions, each of its own; a declaration between them
; changes nothing. The output is the same from run to run.
;
; RUN: %opt -passes=escape -pass-remarks-output=%t.1.yaml -S -o %t.1.ll %s
; RUN: %opt -passes=escape -pass-remarks-output=%t.2.yaml -S -o %t.2.ll %s
; RUN: cmp %t.1.ll %t.2.ll
; RUN: cmp %t.1.yaml %t.2.yaml
; RUN: FileCheck %s < %t.1.yaml

; CHECK: Function:        zebra
; CHECK: Function:        zebra
; CHECK: Function:        apple

declare noalias ptr @malloc(i64)

define void @zebra(ptr %p) {
  %b = call ptr @malloc(i64 16)
  store i32 1, ptr %b
  %a = call ptr @malloc(i64 32)
  store i32 1, ptr %a
  ret void
}

declare void @free(ptr)

define void @apple(ptr %p) {
  %c = call ptr @malloc(i64 16)
  call void @free(ptr %c)
  ret void
}
