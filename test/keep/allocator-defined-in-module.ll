; malloc with a body in the module is the program's own function: its body is
; analysed, and the call is no allocation. Twin: promote/allocator-by-attributes.ll.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

@arena = global [65536 x i8] zeroinitializer
@used = global i64 0

define noalias ptr @malloc(i64 %size) {
  %old = load i64, ptr @used
  %new = add i64 %old, %size
  store i64 %new, ptr @used
  %block = getelementptr i8, ptr @arena, i64 %old
  ret ptr %block
}

define void @free(ptr %block) {
  store i64 0, ptr @used
  ret void
}

; SAY-LABEL: function keep
; SAY-NOT: verdict
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK-NEXT: call void @free(ptr %object)
define void @keep() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
