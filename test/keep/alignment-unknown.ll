; aligned_alloc with an alignment that is no constant, or no power of two (it
; then returns null): AlignmentUnknown. Twin: a constant power of two.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @aligned_alloc(i64, i64)
declare void @free(ptr)

; SAY-LABEL: function keep_variable
; SAY: action: kept (AlignmentUnknown)
; REMARK: %object does not escape keep_variable; %object stays on the heap: its alignment is not a known power of two. To change it: pass a constant alignment
; CHECK-LABEL: define void @keep_variable(
; CHECK-NEXT: call ptr @aligned_alloc(i64 %alignment, i64 64)
define void @keep_variable(i64 %alignment) {
  %object = call ptr @aligned_alloc(i64 %alignment, i64 64)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_not_a_power
; SAY: action: kept (AlignmentUnknown)
; CHECK-LABEL: define i1 @keep_not_a_power(
; CHECK-NEXT: call ptr @aligned_alloc(i64 48, i64 96)
define i1 @keep_not_a_power() {
  %object = call ptr @aligned_alloc(i64 48, i64 96)
  %is_null = icmp eq ptr %object, null
  call void @free(ptr %object)
  ret i1 %is_null
}

; SAY-LABEL: function keep_zero
; SAY: action: kept (AlignmentUnknown)
define void @keep_zero() {
  %object = call ptr @aligned_alloc(i64 0, i64 64)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: %object = alloca [64 x i8], align 64
define void @promote() {
  %object = call ptr @aligned_alloc(i64 64, i64 64)
  call void @free(ptr %object)
  ret void
}
