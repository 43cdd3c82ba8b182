; An allocator reads its other arguments: `tail call strdup(slot)` would let DSE
; delete the stores to the slot. Twin: the argument is another object.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare noalias ptr @strdup(ptr)

; CHECK-LABEL: define ptr @cleared(
; CHECK: %object = alloca [16 x i8], align 16
; CHECK: %copy = call ptr @strdup(ptr %object)
define ptr @cleared() {
  %object = call ptr @malloc(i64 16)
  store i16 98, ptr %object
  %copy = tail call ptr @strdup(ptr %object)
  call void @free(ptr %object)
  ret ptr %copy
}

; CHECK-LABEL: define ptr @left(
; CHECK: %object = alloca [16 x i8], align 16
; CHECK: %copy = tail call ptr @strdup(ptr %other)
define ptr @left(ptr %other) {
  %object = call ptr @malloc(i64 16)
  store i16 98, ptr %object
  %copy = tail call ptr @strdup(ptr %other)
  call void @free(ptr %object)
  ret ptr %copy
}
