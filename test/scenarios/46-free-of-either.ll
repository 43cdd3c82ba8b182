; 46. `free(c ? x : param)`: promoted, and the free is guarded.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function either
; CHECK: %x does not escape either
; CHECK-NEXT: action: promote to a slot, drop 0 frees, guard 1
define void @either(i1 %c, ptr %param) {
  %x = call ptr @malloc(i64 8)
  %freed = select i1 %c, ptr %x, ptr %param
  call void @free(ptr %freed)
  ret void
}
