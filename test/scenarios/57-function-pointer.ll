; 57. unknown function pointer: escapes; one-target function pointer with a
; context: does not escape (beyond Go).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
@kept = global ptr null

define internal void @target(ptr %context) {
  store i32 1, ptr %context
  ret void
}

define internal void @leak(ptr %context) {
  store ptr %context, ptr @kept
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
; CHECK: %x does not escape one_target
; CHECK-NEXT: action: promote to a slot
define void @one_target() {
  %hook = alloca ptr
  store ptr @target, ptr %hook
  %function = load ptr, ptr %hook
  %x = call ptr @malloc(i64 8)
  call void %function(ptr %x)
  ret void
}

; The keep twin: another target, which keeps the context.
; CHECK-LABEL: function other_target
; CHECK: %x escapes other_target
; CHECK: from call to a function pointer (argument 1: kept by it)
; CHECK: from store to {global kept} (store to memory that others see) in leak
; CHECK: action: kept (Escapes)
define void @other_target() {
  %hook = alloca ptr
  store ptr @leak, ptr %hook
  %function = load ptr, ptr %hook
  %x = call ptr @malloc(i64 8)
  call void %function(ptr %x)
  ret void
}

; CHECK-LABEL: function apply
; CHECK: leaking param: context to call of function
define internal void @apply(ptr %function, ptr %context) noinline {
  call void %function(ptr %context)
  ret void
}

; The function is passed beside the context: the caller knows both.
; CHECK-LABEL: function passed
; CHECK: %x does not escape passed
; CHECK-NEXT: action: promote to a slot
define void @passed() {
  %x = call ptr @malloc(i64 8)
  call void @apply(ptr @target, ptr %x)
  ret void
}

; CHECK-LABEL: function passed_leak
; CHECK: %x escapes passed_leak
; CHECK: action: kept (Escapes)
define void @passed_leak() {
  %x = call ptr @malloc(i64 8)
  call void @apply(ptr @leak, ptr %x)
  ret void
}

; A hook structure: the function lies in what is passed.
%hooks = type { ptr, ptr }
; CHECK-LABEL: function run_hook
; CHECK: leaking param content: hooks to call of hooks
define internal void @run_hook(ptr %hooks) noinline {
  %function = load ptr, ptr %hooks
  %place = getelementptr i8, ptr %hooks, i64 8
  %context = load ptr, ptr %place
  call void %function(ptr %context)
  ret void
}

; CHECK-LABEL: function hooked
; CHECK: %x does not escape hooked
; CHECK-NEXT: action: promote to a slot
define void @hooked() {
  %hooks = alloca %hooks
  %x = call ptr @malloc(i64 8)
  store ptr @target, ptr %hooks
  %place = getelementptr i8, ptr %hooks, i64 8
  store ptr %x, ptr %place
  call void @run_hook(ptr %hooks)
  ret void
}

; CHECK-LABEL: function hooked_leak
; CHECK: %x escapes hooked_leak
; CHECK: action: kept (Escapes)
define void @hooked_leak() {
  %hooks = alloca %hooks
  %x = call ptr @malloc(i64 8)
  store ptr @leak, ptr %hooks
  %place = getelementptr i8, ptr %hooks, i64 8
  store ptr %x, ptr %place
  call void @run_hook(ptr %hooks)
  ret void
}
