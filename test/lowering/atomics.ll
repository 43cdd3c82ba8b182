; The address operand of an atomic access is no escape, the value operand is
; stored; cmpxchg has both, and its expected value is compared.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null
@count = global i64 0

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function address_of_rmw
; CHECK: %p does not escape address_of_rmw
; CHECK-NEXT: action: promote to a slot
define i64 @address_of_rmw() {
  %p = call ptr @malloc(i64 8)
  %old = atomicrmw add ptr %p, i64 1 seq_cst
  ret i64 %old
}

; CHECK-LABEL: function value_of_rmw
; CHECK: %p escapes value_of_rmw
define void @value_of_rmw() {
  %p = call ptr @malloc(i64 8)
  %old = atomicrmw xchg ptr @global, ptr %p seq_cst
  ret void
}

; CHECK-LABEL: function value_of_local_rmw
; CHECK: %p does not escape value_of_local_rmw
define void @value_of_local_rmw() {
  %cell = alloca ptr
  store ptr null, ptr %cell
  %p = call ptr @malloc(i64 8)
  %old = atomicrmw xchg ptr %cell, ptr %p seq_cst
  ret void
}

; CHECK-LABEL: function result_of_rmw
; CHECK: %p escapes result_of_rmw
define void @result_of_rmw() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %old = atomicrmw xchg ptr %cell, ptr null seq_cst
  store ptr %old, ptr @global
  ret void
}

; A pointer read by an integer exchange: its bits are not followed.
; CHECK-LABEL: function integer_rmw_of_pointer
; CHECK: %p escapes integer_rmw_of_pointer
define i64 @integer_rmw_of_pointer() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %old = atomicrmw xchg ptr %cell, i64 0 seq_cst
  ret i64 %old
}

; CHECK-LABEL: function address_of_cmpxchg
; CHECK: %p does not escape address_of_cmpxchg
; CHECK-NEXT: action: promote to a slot
define i1 @address_of_cmpxchg() {
  %p = call ptr @malloc(i64 8)
  %pair = cmpxchg ptr %p, i64 1, i64 2 seq_cst seq_cst
  %ok = extractvalue { i64, i1 } %pair, 1
  ret i1 %ok
}

; CHECK-LABEL: function new_of_cmpxchg
; CHECK: %p escapes new_of_cmpxchg
define void @new_of_cmpxchg() {
  %p = call ptr @malloc(i64 8)
  %pair = cmpxchg ptr @global, ptr null, ptr %p seq_cst seq_cst
  ret void
}

; CHECK-LABEL: function expected_of_cmpxchg_leaked
; CHECK: %p does not escape expected_of_cmpxchg_leaked
; CHECK-NEXT: action: kept (AddressObserved)
define void @expected_of_cmpxchg_leaked() {
  %p = call ptr @malloc(i64 8)
  %pair = cmpxchg ptr @global, ptr %p, ptr null seq_cst seq_cst
  ret void
}

; CHECK-LABEL: function expected_of_cmpxchg_freed
; CHECK: %p does not escape expected_of_cmpxchg_freed
; CHECK-NEXT: action: promote to a slot
define void @expected_of_cmpxchg_freed() {
  %p = call ptr @malloc(i64 8)
  %pair = cmpxchg ptr @global, ptr %p, ptr null seq_cst seq_cst
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function result_of_cmpxchg
; CHECK: %p escapes result_of_cmpxchg
define void @result_of_cmpxchg() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %pair = cmpxchg ptr %cell, ptr null, ptr null seq_cst seq_cst
  %old = extractvalue { ptr, i1 } %pair, 0
  store ptr %old, ptr @global
  ret void
}

; CHECK-LABEL: function atomic_load_and_store
; CHECK: %p does not escape atomic_load_and_store
define i64 @atomic_load_and_store() {
  %p = call ptr @malloc(i64 8)
  store atomic i64 1, ptr %p release, align 8
  fence seq_cst
  %read = load atomic i64, ptr %p acquire, align 8
  ret i64 %read
}
