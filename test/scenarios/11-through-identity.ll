; 11. `y = id(x); free(y)`: does not escape, promoted. Which object the free gets
; is not certain (it comes out of a call), so no lifetime ends there.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

define ptr @id(ptr %p) {
  ret ptr %p
}

; CHECK-LABEL: function caller
; CHECK: %x does not escape caller
; CHECK-NEXT: action: promote to a slot, drop 1 free
; REMARK: moved to stack: %x (8 bytes, slot; 1 free removed)
; IR-LABEL: define void @caller(
; IR-NEXT: %x = alloca [8 x i8], align 16
; IR-NEXT: call void @llvm.lifetime.start.p0(ptr %x)
; IR-NEXT: %y = call ptr @id(ptr %x)
; IR-NEXT: ret void
define void @caller() {
  %x = call ptr @malloc(i64 8)
  %y = call ptr @id(ptr %x)
  call void @free(ptr %y)
  ret void
}
