; 49. live across setjmp: kept (ReturnsTwice).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@state = global [200 x i8] zeroinitializer
declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i32 @_setjmp(ptr) returns_twice

; CHECK-LABEL: function caller
; CHECK: %x does not escape caller
; CHECK-NEXT: action: kept (ReturnsTwice)
define i32 @caller() {
  %x = call ptr @malloc(i64 8)
  store i32 1, ptr %x
  %code = call i32 @_setjmp(ptr @state) returns_twice
  %value = load i32, ptr %x
  call void @free(ptr %x)
  ret i32 %value
}
