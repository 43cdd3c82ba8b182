; Operator new may be replaced: only calls from new-expressions (`builtin`) may
; go. `::operator new(16)` is no allocation for us, and what its pointer is
; given to is not believed to free it either. Twin: `builtin`.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare nonnull noalias ptr @_Znwm(i64) nobuiltin allocsize(0)
declare void @_ZdlPv(ptr) nobuiltin nounwind

; SAY-LABEL: function keep
; SAY-NOT: verdict
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @_Znwm(i64 16)
; CHECK-NEXT: call void @_ZdlPv(ptr %object)
define void @keep() {
  %object = call ptr @_Znwm(i64 16)
  call void @_ZdlPv(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: %object = alloca [16 x i8], align 16
; CHECK-NOT: @_Zdl
define void @promote() {
  %object = call ptr @_Znwm(i64 16) builtin
  call void @_ZdlPv(ptr %object) builtin
  ret void
}

; A delete that is not `builtin` may be the program's own.
; SAY-LABEL: function keep_other_delete
; SAY: action: kept (Escapes)
; CHECK-LABEL: define void @keep_other_delete(
; CHECK: call ptr @_Znwm
; CHECK: call void @_ZdlPv
define void @keep_other_delete() {
  %object = call ptr @_Znwm(i64 16) builtin
  call void @_ZdlPv(ptr %object)
  ret void
}
