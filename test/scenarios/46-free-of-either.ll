; 46. `free(c ? x : param)`: kept (FreedWithOthers) until there is a guarded free.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function either
; CHECK: %x does not escape either
; CHECK-NEXT: action: kept (FreedWithOthers)
define void @either(i1 %c, ptr %param) {
  %x = call ptr @malloc(i64 8)
  %freed = select i1 %c, ptr %x, ptr %param
  call void @free(ptr %freed)
  ret void
}
