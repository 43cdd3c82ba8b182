; 38. realloc(x), kept local: does not escape; kept (Reallocated) until there is
; a plan for it.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=IR

declare noalias ptr @malloc(i64)
declare noalias ptr @realloc(ptr, i64)
declare void @free(ptr)

; CHECK-LABEL: function grow
; CHECK: %x does not escape grow
; CHECK-NEXT: action: kept (Reallocated)
; IR-LABEL: define void @grow(
; IR-NEXT: %x = call ptr @malloc(i64 8)
; IR-NEXT: %y = call ptr @realloc(ptr %x, i64 16)
; IR-NEXT: call void @free(ptr %y)
define void @grow() {
  %x = call ptr @malloc(i64 8)
  %y = call ptr @realloc(ptr %x, i64 16)
  call void @free(ptr %y)
  ret void
}
