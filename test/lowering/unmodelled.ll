; What has no case makes its pointer operands external: here va_arg, whose list
; is then anyone's.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function keep
; CHECK: %list escapes keep
; CHECK: (an operation that is not modelled)
define i32 @keep() {
  %list = call ptr @malloc(i64 24)
  %value = va_arg ptr %list, i32
  call void @free(ptr %list)
  ret i32 %value
}
