; 39. a local tree of three fixed nodes that point to each other: none escapes
; (beyond Go).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=IR

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function tree
; CHECK-COUNT-3: action: promote to a slot, drop 1 free
; IR-LABEL: define i32 @tree(
; IR-COUNT-3: alloca [24 x i8], align 16
; IR-NOT: @malloc
; IR-NOT: @free
; IR: ret i32
define i32 @tree() {
  %root = call ptr @malloc(i64 24)
  %left = call ptr @malloc(i64 24)
  %right = call ptr @malloc(i64 24)
  %left_link = getelementptr i8, ptr %root, i64 8
  %right_link = getelementptr i8, ptr %root, i64 16
  store ptr %left, ptr %left_link
  store ptr %right, ptr %right_link
  store ptr %root, ptr %left
  store ptr %root, ptr %right
  %child = load ptr, ptr %left_link
  %parent = load ptr, ptr %child
  %value = load i32, ptr %parent
  call void @free(ptr %left)
  call void @free(ptr %right)
  call void @free(ptr %root)
  ret i32 %value
}
