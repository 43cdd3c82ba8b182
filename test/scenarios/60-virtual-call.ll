; 60. C++ virtual call: escapes, as its targets are not resolved yet.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@table = internal constant { [3 x ptr] } { [3 x ptr] [ptr null, ptr null, ptr @method] }
declare ptr @_Znwm(i64) nobuiltin
declare void @_ZdlPv(ptr) nobuiltin

define internal void @method(ptr %this) {
  ret void
}

; CHECK-LABEL: function caller
; CHECK: %x escapes caller
; CHECK: action: kept (Escapes)
define void @caller() {
  %x = call ptr @_Znwm(i64 8) builtin
  store ptr getelementptr (i8, ptr @table, i64 16), ptr %x
  %vtable = load ptr, ptr %x
  %function = load ptr, ptr %vtable
  call void %function(ptr %x)
  call void @_ZdlPv(ptr %x) builtin
  ret void
}
