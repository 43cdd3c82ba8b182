; Memory has no types: a pointer that was stored may be read as i64, i128,
; double or bytes. Whole copies are followed like pointers; in pieces, or where
; the bits go out of sight, the pointer is external.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null
@wide = global i128 0

declare noalias ptr @malloc(i64)

; CHECK-LABEL: function i64_to_global
; CHECK: %p escapes i64_to_global
define void @i64_to_global() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %bits = load i64, ptr %cell
  store i64 %bits, ptr @global
  ret void
}

; CHECK-LABEL: function i64_to_local
; CHECK: %p does not escape i64_to_local
define void @i64_to_local() {
  %cell = alloca ptr
  %copy = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %bits = load i64, ptr %cell
  store i64 %bits, ptr %copy
  ret void
}

; CHECK-LABEL: function i64_to_local_then_leaked
; CHECK: %p escapes i64_to_local_then_leaked
define void @i64_to_local_then_leaked() {
  %cell = alloca ptr
  %copy = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %bits = load i64, ptr %cell
  store i64 %bits, ptr %copy
  %again = load ptr, ptr %copy
  store ptr %again, ptr @global
  ret void
}

; CHECK-LABEL: function i64_through_phi
; CHECK: %p escapes i64_through_phi
define void @i64_through_phi(i1 %c, i64 %other) {
entry:
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %bits = load i64, ptr %cell
  br i1 %c, label %left, label %join

left:
  br label %join

join:
  %either = phi i64 [ %bits, %entry ], [ %other, %left ]
  store i64 %either, ptr @global
  ret void
}

; CHECK-LABEL: function i64_made_pointer
; CHECK: %p escapes i64_made_pointer
define void @i64_made_pointer() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %bits = load i64, ptr %cell
  %again = inttoptr i64 %bits to ptr
  store ptr %again, ptr @global
  ret void
}

; CHECK-LABEL: function i64_with_flag_made_pointer
; CHECK: %p escapes i64_with_flag_made_pointer
define void @i64_with_flag_made_pointer() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %bits = load i64, ptr %cell
  %flagged = or i64 %bits, 1
  %again = inttoptr i64 %flagged to ptr
  store ptr %again, ptr @global
  ret void
}

; Two pointers at once.
; CHECK-LABEL: function i128_to_global
; CHECK: %p escapes i128_to_global
; CHECK: %q escapes i128_to_global
define void @i128_to_global() {
  %cell = alloca { ptr, ptr }
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  %second = getelementptr i8, ptr %cell, i64 8
  store ptr %p, ptr %cell
  store ptr %q, ptr %second
  %bits = load i128, ptr %cell
  store i128 %bits, ptr @wide
  ret void
}

; CHECK-LABEL: function i128_to_local
; CHECK: %p escapes i128_to_local
; CHECK: %q escapes i128_to_local
define void @i128_to_local() {
  %cell = alloca { ptr, ptr }
  %copy = alloca { ptr, ptr }
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  %second = getelementptr i8, ptr %cell, i64 8
  store ptr %p, ptr %cell
  store ptr %q, ptr %second
  %bits = load i128, ptr %cell
  store i128 %bits, ptr %copy
  %place = getelementptr i8, ptr %copy, i64 8
  %read = load ptr, ptr %place
  store ptr %read, ptr @global
  %other = load ptr, ptr %copy
  store ptr %other, ptr @global
  ret void
}

; Byte by byte.
; CHECK-LABEL: function bytes
; CHECK: %p escapes bytes
; CHECK: flow:
; CHECK: its bytes are read as data
define void @bytes() {
  %cell = alloca ptr
  %copy = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %byte = load i8, ptr %cell
  store i8 %byte, ptr %copy
  ret void
}

; CHECK-LABEL: function halves
; CHECK: %p escapes halves
define void @halves() {
  %cell = alloca ptr
  %copy = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %half = load i32, ptr %cell
  store i32 %half, ptr %copy
  ret void
}

; A union with a double, as a vector, as half of a wide integer.
; CHECK-LABEL: function as_double
; CHECK: %p escapes as_double
define void @as_double() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %bits = load double, ptr %cell
  store double %bits, ptr @global
  ret void
}

; CHECK-LABEL: function as_vector
; CHECK: %p escapes as_vector
define void @as_vector() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %bits = load <2 x i32>, ptr %cell
  store <2 x i32> %bits, ptr @global
  ret void
}

; CHECK-LABEL: function passed_on
; CHECK: %p escapes passed_on
declare void @take(i64)
define void @passed_on() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %bits = load i64, ptr %cell
  call void @take(i64 %bits)
  ret void
}

; CHECK-LABEL: function returned
; CHECK: %p escapes returned
define i64 @returned() {
  %cell = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %bits = load i64, ptr %cell
  ret i64 %bits
}

; Bytes of the object itself, which holds no pointer.
; CHECK-LABEL: function own_bytes
; CHECK: %p does not escape own_bytes
; CHECK-NEXT: action: promote to a slot
define i64 @own_bytes(i64 %value) {
  %p = call ptr @malloc(i64 8)
  store i64 %value, ptr %p
  %bits = load i64, ptr %p
  ret i64 %bits
}
