; 57. unknown function pointer: escapes; one-target function pointer with a
; context: kept (Escapes) until targets are resolved.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)

define internal void @target(ptr %context) {
  store i32 1, ptr %context
  ret void
}

; CHECK-LABEL: function unknown_pointer
; CHECK: %x escapes unknown_pointer
; CHECK: called through a pointer
define void @unknown_pointer(ptr %function) {
  %x = call ptr @malloc(i64 8)
  call void %function(ptr %x)
  ret void
}

; CHECK-LABEL: function one_target
; CHECK: %x escapes one_target
; CHECK: action: kept (Escapes)
define void @one_target() {
  %hook = alloca ptr
  store ptr @target, ptr %hook
  %function = load ptr, ptr %hook
  %x = call ptr @malloc(i64 8)
  call void %function(ptr %x)
  ret void
}
