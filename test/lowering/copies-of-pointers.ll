; phi, select, freeze, casts and address arithmetic: the result contains what
; the operands contain.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)
declare ptr @llvm.ptrmask.p0.i64(ptr, i64)
declare ptr @llvm.ptr.annotation.p0.p0(ptr, ptr, ptr, i32, ptr)

; CHECK-LABEL: function leak_phi
; CHECK: %p escapes leak_phi
; CHECK: from choice (assign)
define void @leak_phi(i1 %c, ptr %other) {
entry:
  %p = call ptr @malloc(i64 8)
  br i1 %c, label %left, label %join

left:
  br label %join

join:
  %either = phi ptr [ %other, %left ], [ %p, %entry ]
  store ptr %either, ptr @global
  ret void
}

; CHECK-LABEL: function leak_select
; CHECK: %p escapes leak_select
; CHECK: %q escapes leak_select
define void @leak_select(i1 %c) {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  %either = select i1 %c, ptr %p, ptr %q
  store ptr %either, ptr @global
  ret void
}

; CHECK-LABEL: function leak_freeze
; CHECK: %p escapes leak_freeze
define void @leak_freeze() {
  %p = call ptr @malloc(i64 8)
  %same = freeze ptr %p
  store ptr %same, ptr @global
  ret void
}

; CHECK-LABEL: function leak_address_space_cast
; CHECK: %p escapes leak_address_space_cast
define void @leak_address_space_cast(ptr %place) {
  %p = call ptr @malloc(i64 8)
  %cast = addrspacecast ptr %p to ptr addrspace(1)
  store ptr addrspace(1) %cast, ptr @global
  ret void
}

; CHECK-LABEL: function leak_unknown_index
; CHECK: %p escapes leak_unknown_index
define void @leak_unknown_index(i64 %index) {
  %p = call ptr @malloc(i64 8)
  %inside = getelementptr i8, ptr %p, i64 %index
  store ptr %inside, ptr @global
  ret void
}

; CHECK-LABEL: function leak_mask
; CHECK: %p escapes leak_mask
define void @leak_mask() {
  %p = call ptr @malloc(i64 8)
  %masked = call ptr @llvm.ptrmask.p0.i64(ptr %p, i64 -16)
  store ptr %masked, ptr @global
  ret void
}

; CHECK-LABEL: function leak_annotation
; CHECK: %p escapes leak_annotation
define void @leak_annotation() {
  %p = call ptr @malloc(i64 8)
  %same = call ptr @llvm.ptr.annotation.p0.p0(ptr %p, ptr null, ptr null, i32 0, ptr null)
  store ptr %same, ptr @global
  ret void
}

; p = x; p = y; g = p: x does not leave.
; CHECK-LABEL: function leak_last_of_two
; CHECK: %x does not escape leak_last_of_two
; CHECK: %y escapes leak_last_of_two
define void @leak_last_of_two() {
  %x = call ptr @malloc(i64 8)
  %y = call ptr @malloc(i64 8)
  store ptr %y, ptr @global
  ret void
}

; CHECK-LABEL: function all_local
; CHECK: %p does not escape all_local
define void @all_local(i1 %c, i64 %index) {
  %p = call ptr @malloc(i64 64)
  %either = select i1 %c, ptr %p, ptr null
  %same = freeze ptr %either
  %inside = getelementptr i8, ptr %same, i64 %index
  %masked = call ptr @llvm.ptrmask.p0.i64(ptr %inside, i64 -16)
  %cast = addrspacecast ptr %masked to ptr addrspace(1)
  store i32 1, ptr addrspace(1) %cast
  ret void
}
