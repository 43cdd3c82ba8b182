; store v, p: *p contains v. v = load p: v contains *p. What a pointer to a cell
; may reach follows the cell, not the name of the pointer.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null
@thread = thread_local global ptr null

declare noalias ptr @malloc(i64)
declare ptr @llvm.threadlocal.address.p0(ptr)

; CHECK-LABEL: function store_to_global
; CHECK: %p escapes store_to_global
define void @store_to_global() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @global
  ret void
}

; Overwritten later: others may have seen it.
; CHECK-LABEL: function store_to_global_overwritten
; CHECK: %p escapes store_to_global_overwritten
define void @store_to_global_overwritten() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @global
  store ptr null, ptr @global
  ret void
}

; CHECK-LABEL: function store_to_thread_local_overwritten
; CHECK: %p escapes store_to_thread_local_overwritten
define void @store_to_thread_local_overwritten() {
  %p = call ptr @malloc(i64 8)
  %place = call ptr @llvm.threadlocal.address.p0(ptr @thread)
  store ptr %p, ptr %place
  store ptr null, ptr %place
  ret void
}

; CHECK-LABEL: function store_to_local
; CHECK: %p does not escape store_to_local
define void @store_to_local() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  ret void
}

; CHECK-LABEL: function load_back_and_leak
; CHECK: %p escapes load_back_and_leak
; CHECK: flow: {global global} = %p:
; CHECK-NEXT: from call to malloc (allocation)
; CHECK: from load{{.*}} (read back)
; CHECK-NEXT: from store to {global global} (store to memory that others see)
define void @load_back_and_leak() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %again = load ptr, ptr %cell
  store ptr %again, ptr @global
  ret void
}

; The pointer is stored into an object that leaks before or after.
; CHECK-LABEL: function store_to_leaked_object
; CHECK: %holder escapes store_to_leaked_object
; CHECK: %p escapes store_to_leaked_object
define void @store_to_leaked_object() {
  %holder = call ptr @malloc(i64 8)
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %holder
  store ptr %holder, ptr @global
  ret void
}

; What is loaded from a global is not the object.
; CHECK-LABEL: function load_from_global
; CHECK: %p does not escape load_from_global
define void @load_from_global() {
  %p = call ptr @malloc(i64 8)
  %other = load ptr, ptr @global
  store ptr %other, ptr %p
  ret void
}

; A store through a pointer that was loaded from the object of a caller.
; CHECK-LABEL: function store_through_unknown
; CHECK: %p escapes store_through_unknown
define void @store_through_unknown() {
  %place = load ptr, ptr @global
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; A local overwritten through a pointer to it (golang#76488).
; CHECK-LABEL: function overwritten_through_pointer
; CHECK: %p does not escape overwritten_through_pointer
define void @overwritten_through_pointer(ptr %other) {
  %cell = alloca ptr
  %place = alloca ptr
  store ptr %cell, ptr %place
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %again = load ptr, ptr %place
  store ptr %other, ptr %again
  ret void
}
