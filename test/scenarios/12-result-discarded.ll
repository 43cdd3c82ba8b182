; 12. result leaks, caller discards the result: does not escape.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

declare noalias ptr @malloc(i64)

define ptr @id(ptr %p) {
  ret ptr %p
}

; CHECK-LABEL: function caller
; CHECK: %x does not escape caller
; CHECK-NEXT: action: promote to a slot, drop 0 frees
; REMARK: moved to stack: %x (8 bytes, slot)
; IR-LABEL: define void @caller(
; IR-NEXT: alloca [8 x i8], align 16
define void @caller() {
  %x = call ptr @malloc(i64 8)
  %discarded = call ptr @id(ptr %x)
  ret void
}
