; A call whose type is not its callee's is a call through a pointer: neither the
; body, nor the declaration's attributes, nor its name say what it does.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i64 @strlen(ptr)
declare void @reads(ptr readonly captures(none)) nofree nosync nounwind willreturn memory(argmem: read)

define internal void @body(ptr %p) noinline {
  store i32 1, ptr %p
  ret void
}

; CHECK-LABEL: function promote_own_type
; CHECK: action: promote to a slot, drop 1 free
define void @promote_own_type() {
  %p = call ptr @malloc(i64 8)
  call void @body(ptr %p)
  call void @reads(ptr %p)
  %length = call i64 @strlen(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_body_with_fewer_arguments
; CHECK: %p escapes keep_body_with_fewer_arguments
define void @keep_body_with_fewer_arguments() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @global
  call void @body()
  ret void
}

; CHECK-LABEL: function keep_body_with_more_arguments
; CHECK: %p escapes keep_body_with_more_arguments
; CHECK: (argument 2: called through a pointer)
define void @keep_body_with_more_arguments(ptr %q) {
  %p = call ptr @malloc(i64 8)
  call void @body(ptr %q, ptr %p)
  ret void
}

; CHECK-LABEL: function keep_body_with_result
; CHECK: %p escapes keep_body_with_result
; CHECK: (argument 1: called through a pointer)
define ptr @keep_body_with_result() {
  %p = call ptr @malloc(i64 8)
  %result = call ptr @body(ptr %p)
  ret ptr %result
}

; The attributes of the declaration are about its own parameters.
; CHECK-LABEL: function keep_declaration
; CHECK: %p escapes keep_declaration
; CHECK: (argument 1: called through a pointer)
define void @keep_declaration() {
  %p = call ptr @malloc(i64 8)
  %result = call i32 @reads(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_library_function
; CHECK: %p escapes keep_library_function
; CHECK: (argument 1: called through a pointer)
define void @keep_library_function() {
  %p = call ptr @malloc(i64 8)
  %length = call i32 @strlen(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_freed_by_other_type
; CHECK: %p escapes keep_freed_by_other_type
; CHECK: (argument 1: called through a pointer)
define void @keep_freed_by_other_type() {
  %p = call ptr @malloc(i64 8)
  %result = call i32 @free(ptr %p)
  ret void
}

; No allocation that we know.
; CHECK-LABEL: function allocated_by_other_type
; CHECK-NOT: verdict
; CHECK: function last
define void @allocated_by_other_type() {
  %p = call ptr @malloc(i32 8)
  call void @free(ptr %p)
  ret void
}

define void @last() {
  ret void
}

@global = global ptr null
