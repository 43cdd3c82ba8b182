; 6. reads `*p` only: p does not escape, and the object of a caller is promoted.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-analysis=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=IR

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function read
; CHECK-NEXT: p does not escape
; REMARK: p does not escape{{$}}
define i32 @read(ptr %p) {
  %value = load i32, ptr %p
  ret i32 %value
}

; CHECK-LABEL: function caller
; CHECK: action: promote to a slot, drop 1 free
; IR-LABEL: define i32 @caller(
; IR-NEXT: alloca [8 x i8], align 16
define i32 @caller() {
  %x = call ptr @malloc(i64 8)
  %value = call i32 @read(ptr %x)
  call void @free(ptr %x)
  ret i32 %value
}
