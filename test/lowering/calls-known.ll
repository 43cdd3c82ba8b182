; A body of this module is applied as its summary: what it does to what its
; arguments point to, in the caller's terms.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function put
; CHECK: leaking param: value to *into
define internal void @put(ptr %into, ptr %value) noinline {
  store ptr %value, ptr %into
  ret void
}

; CHECK-LABEL: function get
; CHECK: leaking param: from to result level=1
define internal ptr @get(ptr %from) noinline {
  %value = load ptr, ptr %from
  ret ptr %value
}

; CHECK-LABEL: function leak_content
; CHECK: leaking param content: from
define internal void @leak_content(ptr %from) noinline {
  %value = load ptr, ptr %from
  store ptr %value, ptr @global
  ret void
}

; CHECK-LABEL: function make
; CHECK: %made escapes make to its result
define internal ptr @make() noinline {
  %made = call ptr @malloc(i64 8)
  ret ptr %made
}

; CHECK-LABEL: function stored_in_local
; CHECK: %p does not escape stored_in_local
define void @stored_in_local() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  call void @put(ptr %cell, ptr %p)
  %again = call ptr @get(ptr %cell)
  store i32 1, ptr %again
  ret void
}

; CHECK-LABEL: function stored_in_global
; CHECK: %p escapes stored_in_global
define void @stored_in_global() {
  %p = call ptr @malloc(i64 8)
  call void @put(ptr @global, ptr %p)
  ret void
}

; CHECK-LABEL: function stored_and_leaked
; CHECK: %p escapes stored_and_leaked
; CHECK: from call to leak_content (argument 1: kept by it)
define void @stored_and_leaked() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  call void @put(ptr %cell, ptr %p)
  call void @leak_content(ptr %cell)
  ret void
}

; Both arguments are the same object: what f writes through one, it leaks
; through the other.
define internal void @write_then_leak(ptr %a, ptr %b, ptr %value) noinline {
  store ptr %value, ptr %a
  %read = load ptr, ptr %b
  store ptr %read, ptr @global
  ret void
}

; CHECK-LABEL: function aliased_arguments
; CHECK: %p escapes aliased_arguments
define void @aliased_arguments() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  call void @write_then_leak(ptr %cell, ptr %cell, ptr %p)
  ret void
}

; CHECK-LABEL: function separate_arguments
; CHECK: %p does not escape separate_arguments
define void @separate_arguments() {
  %cell = alloca ptr
  %other = alloca ptr
  store ptr null, ptr %other
  %p = call ptr @malloc(i64 8)
  call void @write_then_leak(ptr %cell, ptr %other, ptr %p)
  ret void
}

; More arguments than parameters: read by va_arg.
define internal void @variadic(i32 %count, ...) noinline {
  ret void
}

; CHECK-LABEL: function variable_argument
; CHECK: %p escapes variable_argument
define void @variable_argument() {
  %p = call ptr @malloc(i64 8)
  call void (i32, ...) @variadic(i32 1, ptr %p)
  ret void
}

; A free of a pointer that a callee made stays a free.
; CHECK-LABEL: function made_by_callee
; CHECK-NOT: verdict
define void @made_by_callee() {
  %p = call ptr @make()
  call void @free(ptr %p)
  ret void
}

; Freed two levels down, through memory.
define internal void @release_content(ptr %holder) noinline {
  %p = load ptr, ptr %holder
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function freed_through_memory
; CHECK: %p does not escape freed_through_memory
; CHECK-NEXT: action: kept (FreedInCall)
define void @freed_through_memory() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  call void @release_content(ptr %cell)
  ret void
}
