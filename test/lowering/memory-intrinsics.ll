; memcpy and memmove copy the pointers among the bytes; memset writes none.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global [2 x ptr] zeroinitializer

declare noalias ptr @malloc(i64)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memcpy.inline.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare void @llvm.memcpy.element.unordered.atomic.p0.p0.i64(ptr, ptr, i64, i32)

; CHECK-LABEL: function copy_to_global
; CHECK: %inner escapes copy_to_global
; CHECK: %outer does not escape copy_to_global
define void @copy_to_global() {
  %inner = call ptr @malloc(i64 16)
  %outer = call ptr @malloc(i64 16)
  store ptr %inner, ptr %outer
  call void @llvm.memcpy.p0.p0.i64(ptr @global, ptr %outer, i64 16, i1 false)
  ret void
}

; CHECK-LABEL: function copy_to_local
; CHECK: %inner does not escape copy_to_local
define void @copy_to_local() {
  %copy = alloca [2 x ptr]
  %inner = call ptr @malloc(i64 16)
  %outer = call ptr @malloc(i64 16)
  store ptr %inner, ptr %outer
  call void @llvm.memcpy.p0.p0.i64(ptr %copy, ptr %outer, i64 16, i1 false)
  ret void
}

; CHECK-LABEL: function copy_to_local_then_leak
; CHECK: %first does not escape copy_to_local_then_leak
; CHECK: %second escapes copy_to_local_then_leak
; CHECK: (copy of its bytes)
define void @copy_to_local_then_leak() {
  %copy = alloca [2 x ptr]
  %pair = alloca [2 x ptr]
  %first = call ptr @malloc(i64 16)
  %second = call ptr @malloc(i64 16)
  %place = getelementptr i8, ptr %pair, i64 8
  store ptr %first, ptr %pair
  store ptr %second, ptr %place
  call void @llvm.memmove.p0.p0.i64(ptr %copy, ptr %pair, i64 16, i1 false)
  %from = getelementptr i8, ptr %copy, i64 8
  %read = load ptr, ptr %from
  store ptr %read, ptr @global
  ret void
}

; Only the first eight bytes are copied.
; CHECK-LABEL: function copy_of_part
; CHECK: %first escapes copy_of_part
; CHECK: %second does not escape copy_of_part
define void @copy_of_part() {
  %pair = alloca [2 x ptr]
  %first = call ptr @malloc(i64 16)
  %second = call ptr @malloc(i64 16)
  %place = getelementptr i8, ptr %pair, i64 8
  store ptr %first, ptr %pair
  store ptr %second, ptr %place
  call void @llvm.memcpy.p0.p0.i64(ptr @global, ptr %pair, i64 8, i1 false)
  ret void
}

; Of a pointer, only half of its bytes.
; CHECK-LABEL: function copy_of_half_a_pointer
; CHECK: %first escapes copy_of_half_a_pointer
define void @copy_of_half_a_pointer() {
  %pair = alloca [2 x ptr]
  %copy = alloca [2 x ptr]
  %first = call ptr @malloc(i64 16)
  store ptr %first, ptr %pair
  call void @llvm.memcpy.p0.p0.i64(ptr %copy, ptr %pair, i64 4, i1 false)
  ret void
}

; CHECK-LABEL: function copy_of_unknown_length
; CHECK: %first escapes copy_of_unknown_length
; CHECK: %second escapes copy_of_unknown_length
define void @copy_of_unknown_length(i64 %length) {
  %pair = alloca [2 x ptr]
  %first = call ptr @malloc(i64 16)
  %second = call ptr @malloc(i64 16)
  %place = getelementptr i8, ptr %pair, i64 8
  store ptr %first, ptr %pair
  store ptr %second, ptr %place
  call void @llvm.memcpy.p0.p0.i64(ptr @global, ptr %pair, i64 %length, i1 false)
  ret void
}

; CHECK-LABEL: function copy_inline
; CHECK: %inner escapes copy_inline
define void @copy_inline() {
  %cell = alloca ptr
  %inner = call ptr @malloc(i64 16)
  store ptr %inner, ptr %cell
  call void @llvm.memcpy.inline.p0.p0.i64(ptr @global, ptr %cell, i64 8, i1 false)
  ret void
}

; CHECK-LABEL: function copy_atomic
; CHECK: %inner escapes copy_atomic
define void @copy_atomic() {
  %cell = alloca ptr, align 8
  %inner = call ptr @malloc(i64 16)
  store ptr %inner, ptr %cell
  call void @llvm.memcpy.element.unordered.atomic.p0.p0.i64(ptr align 8 @global, ptr align 8 %cell, i64 8, i32 8)
  ret void
}

; Into an object, from the caller's memory: pointers of others, not ours.
; CHECK-LABEL: function copy_in
; CHECK: %object does not escape copy_in
; CHECK-NEXT: action: promote to a slot
define void @copy_in(ptr %from) {
  %object = call ptr @malloc(i64 16)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 16, i1 false)
  ret void
}

; CHECK-LABEL: function set
; CHECK: %object does not escape set
; CHECK-NEXT: action: promote to a slot
define void @set() {
  %object = call ptr @malloc(i64 16)
  call void @llvm.memset.p0.i64(ptr %object, i8 0, i64 16, i1 false)
  ret void
}

; A byte that is not zero may be one of a pointer.
; CHECK-LABEL: function keep_stored_through_set_bytes
; CHECK: %p escapes keep_stored_through_set_bytes
define void @keep_stored_through_set_bytes() {
  %place = alloca ptr
  %p = call ptr @malloc(i64 16)
  call void @llvm.memset.p0.i64(ptr %place, i8 16, i64 8, i1 false)
  %somewhere = load ptr, ptr %place
  store ptr %p, ptr %somewhere
  ret void
}

; CHECK-LABEL: function promote_stored_through_null
; CHECK: %p does not escape promote_stored_through_null
define void @promote_stored_through_null() {
  %place = alloca ptr
  %p = call ptr @malloc(i64 16)
  call void @llvm.memset.p0.i64(ptr %place, i8 0, i64 8, i1 false)
  %nowhere = load ptr, ptr %place
  store ptr %p, ptr %nowhere
  ret void
}
