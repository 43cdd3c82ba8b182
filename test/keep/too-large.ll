; One byte over max-object-bytes: TooLarge. Twin: exactly that size.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;max-object-bytes=4097>' -S %s | FileCheck %s --check-prefix=RAISED

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep
; SAY: %object: malloc, 4097 bytes
; SAY-NEXT: verdict: %object does not escape keep
; SAY-NEXT: action: kept (TooLarge)
; REMARK: %object does not escape keep; %object stays on the heap: it is too large for the stack (4097 bytes). To change it: raise max-object-bytes, or make it smaller
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 4097)
; RAISED-LABEL: define void @keep(
; RAISED-NEXT: %object = alloca [4097 x i8], align 16
define void @keep() {
  %object = call ptr @malloc(i64 4097)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: %object = alloca [4096 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 4096)
  call void @free(ptr %object)
  ret void
}
