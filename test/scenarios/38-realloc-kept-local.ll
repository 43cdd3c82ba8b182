; 38. realloc(x), kept local: does not escape; a pool in which it stays while it
; fits.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape' -S %s | FileCheck %s --check-prefix=IR

declare noalias ptr @malloc(i64)
declare noalias ptr @realloc(ptr, i64)
declare void @free(ptr)
declare i64 @strlen(ptr)
declare ptr @strcpy(ptr, ptr)

; CHECK-LABEL: function grow
; CHECK: %x does not escape grow
; CHECK-NEXT: action: promote to a pool of 2, drop 0 frees{{$}}
; CHECK: %y does not escape grow
; CHECK-NEXT: action: promote to a pool of 2, drop 0 frees, guard 1
; IR-LABEL: define i64 @grow(
; IR: alloca [512 x i8], align 16
define i64 @grow(ptr %text) {
  %x = call ptr @malloc(i64 8)
  store i64 0, ptr %x
  %y = call ptr @realloc(ptr %x, i64 16)
  call ptr @strcpy(ptr %y, ptr %text)
  %length = call i64 @strlen(ptr %y)
  call void @free(ptr %y)
  ret i64 %length
}
