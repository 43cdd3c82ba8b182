; 19. three calls deep, nothing kept: does not escape.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

define void @third(ptr %p) noinline {
  store i32 1, ptr %p
  ret void
}

define void @second(ptr %p) noinline {
  call void @third(ptr %p)
  ret void
}

; CHECK-LABEL: function first
; CHECK-NEXT: p does not escape
define void @first(ptr %p) noinline {
  call void @second(ptr %p)
  ret void
}

; CHECK-LABEL: function caller
; CHECK: action: promote to a slot, drop 1 free
; REMARK: moved to stack: %x (8 bytes, slot; 1 free removed)
; IR-LABEL: define void @caller(
; IR-NEXT: alloca [8 x i8], align 16
define void @caller() {
  %x = call ptr @malloc(i64 8)
  call void @first(ptr %x)
  call void @free(ptr %x)
  ret void
}
