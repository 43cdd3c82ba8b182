; 50. freed in a landing pad, and on the normal path: does not escape, promoted.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=IR

declare ptr @_Znwm(i64) nobuiltin
declare void @_ZdlPv(ptr) nobuiltin
declare void @may_throw()
declare i32 @__gxx_personality_v0(...)

; CHECK-LABEL: function caller
; CHECK: %x does not escape caller
; CHECK-NEXT: action: promote to a slot, drop 2 frees
; IR-LABEL: define void @caller(
; IR: alloca [8 x i8], align 16
; IR-NOT: @_Zdl
define void @caller() personality ptr @__gxx_personality_v0 {
entry:
  %x = call ptr @_Znwm(i64 8) builtin
  invoke void @may_throw()
          to label %done unwind label %failed

done:
  call void @_ZdlPv(ptr %x) builtin
  ret void

failed:
  %exception = landingpad { ptr, i32 } cleanup
  call void @_ZdlPv(ptr %x) builtin
  resume { ptr, i32 } %exception
}
