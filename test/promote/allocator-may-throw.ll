; operator new may throw, but then there is no object to leave behind: the throw
; is no way out before the free. Twin: another call that throws.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @_Znwm(i64)
declare void @_ZdlPv(ptr) nounwind
declare void @may_throw() willreturn

; CHECK-LABEL: function promote
; CHECK: action: promote to a slot, drop 1 free
define i1 @promote(ptr %other) {
  %object = call ptr @_Znwm(i64 16) builtin
  %same = icmp eq ptr %object, %other
  call void @_ZdlPv(ptr %object) builtin
  ret i1 %same
}

; CHECK-LABEL: function keep
; CHECK: action: kept (AddressObserved)
define i1 @keep(ptr %other) {
  %object = call ptr @_Znwm(i64 16) builtin
  %same = icmp eq ptr %object, %other
  call void @may_throw()
  call void @_ZdlPv(ptr %object) builtin
  ret i1 %same
}
