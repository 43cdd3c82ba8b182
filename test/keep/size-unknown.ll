; A size that is no constant: SizeUnknown. Twin: the constant.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep
; SAY: %object: malloc, unknown size
; SAY-NEXT: verdict: %object does not escape keep
; SAY-NEXT: action: kept (SizeUnknown)
; REMARK: %object does not escape keep; %object stays on the heap: its size is not known at compile time. To change it: use a constant bound
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 %size)
; CHECK-NEXT: call void @free(ptr %object)
define void @keep(i64 %size) {
  %object = call ptr @malloc(i64 %size)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK: %object = alloca [16 x i8], align 16
; CHECK-NOT: @free
define void @promote(i64 %size) {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
