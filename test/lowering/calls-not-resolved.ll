; Which body a call runs is not known: through an alias that may be replaced, an ifunc, a pointer that
; anybody may have given, or where the linker may pick another copy. No closed
; world. Calls through pointers: calls-through-pointers.ll.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)

@other_name = weak alias void (ptr), ptr @exact
@another_copys = weak_odr alias void (ptr), ptr @exact
@same = alias void (ptr), ptr @exact
@of_other_type = alias void (ptr, ptr), ptr @exact
@chosen_at_load = ifunc void (ptr), ptr @resolver

define internal ptr @resolver() {
  ret ptr @exact
}

define internal void @exact(ptr %p) noinline {
  store i32 1, ptr %p
  ret void
}

define weak void @weak_body(ptr %p) noinline {
  store i32 1, ptr %p
  ret void
}

define linkonce void @linkonce_body(ptr %p) noinline {
  store i32 1, ptr %p
  ret void
}

define linkonce_odr void @linkonce_odr_body(ptr %p) noinline {
  store i32 1, ptr %p
  ret void
}

define weak_odr void @weak_odr_body(ptr %p) noinline {
  store i32 1, ptr %p
  ret void
}

define available_externally void @available_externally_body(ptr %p) noinline {
  store i32 1, ptr %p
  ret void
}

; CHECK-LABEL: function promote_exact
; CHECK: action: promote to a slot
define void @promote_exact() {
  %p = call ptr @malloc(i64 8)
  call void @exact(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_indirect
; CHECK: %p escapes keep_indirect
; CHECK: (argument 1: called through a pointer)
define void @keep_indirect(ptr %function) {
  %p = call ptr @malloc(i64 8)
  call void %function(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_alias
; CHECK: %p escapes keep_alias
define void @keep_alias() {
  %p = call ptr @malloc(i64 8)
  call void @other_name(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_alias_of_other_copy
; CHECK: %p escapes keep_alias_of_other_copy
define void @keep_alias_of_other_copy() {
  %p = call ptr @malloc(i64 8)
  call void @another_copys(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_alias_of_other_type
; CHECK: %p escapes keep_alias_of_other_type
define void @keep_alias_of_other_type() {
  %p = call ptr @malloc(i64 8)
  call void @of_other_type(ptr %p, ptr %p)
  ret void
}

; CHECK-LABEL: function promote_alias
; CHECK: %p does not escape promote_alias
define void @promote_alias() {
  %p = call ptr @malloc(i64 8)
  call void @same(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_ifunc
; CHECK: %p escapes keep_ifunc
define void @keep_ifunc() {
  %p = call ptr @malloc(i64 8)
  call void @chosen_at_load(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_weak
; CHECK: %p escapes keep_weak
define void @keep_weak() {
  %p = call ptr @malloc(i64 8)
  call void @weak_body(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_linkonce
; CHECK: %p escapes keep_linkonce
define void @keep_linkonce() {
  %p = call ptr @malloc(i64 8)
  call void @linkonce_body(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_linkonce_odr
; CHECK: %p escapes keep_linkonce_odr
define void @keep_linkonce_odr() {
  %p = call ptr @malloc(i64 8)
  call void @linkonce_odr_body(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_weak_odr
; CHECK: %p escapes keep_weak_odr
define void @keep_weak_odr() {
  %p = call ptr @malloc(i64 8)
  call void @weak_odr_body(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_available_externally
; CHECK: %p escapes keep_available_externally
define void @keep_available_externally() {
  %p = call ptr @malloc(i64 8)
  call void @available_externally_body(ptr %p)
  ret void
}

; Called with another type than it has.
; CHECK-LABEL: function keep_wrong_type
; CHECK: %p escapes keep_wrong_type
define void @keep_wrong_type() {
  %p = call ptr @malloc(i64 8)
  %number = call i32 @exact(ptr %p, i32 1)
  ret void
}
