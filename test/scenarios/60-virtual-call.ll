; 60. C++ virtual call: all targets known and harmless: does not escape; an open
; set: escapes.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@table = internal constant { [3 x ptr] } { [3 x ptr] [ptr null, ptr null, ptr @method] }
declare ptr @_Znwm(i64) nobuiltin
declare void @_ZdlPv(ptr) nobuiltin

define internal void @method(ptr %this) {
  ret void
}

; CHECK-LABEL: function caller
; CHECK: %x does not escape caller
; CHECK-NEXT: action: promote to a slot, drop 1 free
define void @caller() {
  %x = call ptr @_Znwm(i64 8) builtin
  store ptr getelementptr (i8, ptr @table, i64 16), ptr %x
  %vtable = load ptr, ptr %x
  %function = load ptr, ptr %vtable
  call void %function(ptr %x)
  call void @_ZdlPv(ptr %x) builtin
  ret void
}

; Whoever has seen the object may have given it another table.
; CHECK-LABEL: function keep_open
; CHECK: %x escapes keep_open
; CHECK: action: kept (Escapes)
declare void @may_change(ptr)
define void @keep_open() {
  %x = call ptr @_Znwm(i64 8) builtin
  store ptr getelementptr (i8, ptr @table, i64 16), ptr %x
  call void @may_change(ptr %x)
  %vtable = load ptr, ptr %x
  %function = load ptr, ptr %vtable
  call void %function(ptr %x)
  call void @_ZdlPv(ptr %x) builtin
  ret void
}

; One of two classes.
@other = internal constant { [3 x ptr] } { [3 x ptr] [ptr null, ptr null, ptr @other_method] }
define internal void @other_method(ptr %this) {
  ret void
}
; CHECK-LABEL: function one_of_two
; CHECK: %x does not escape one_of_two
; CHECK-NEXT: action: promote to a slot, drop 1 free
define void @one_of_two(i1 %c) {
  %x = call ptr @_Znwm(i64 8) builtin
  %chosen = select i1 %c, ptr getelementptr (i8, ptr @table, i64 16), ptr getelementptr (i8, ptr @other, i64 16)
  store ptr %chosen, ptr %x
  %vtable = load ptr, ptr %x
  %function = load ptr, ptr %vtable
  call void %function(ptr %x)
  call void @_ZdlPv(ptr %x) builtin
  ret void
}
