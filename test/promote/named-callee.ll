; A call through a pointer that can only run one function gets its name, if it
; passes an object of this function: then what that function frees is in reach
; (inlined or specialised like that of any callee), and a body that the linker may
; replace can be pinned.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;growth-percent=0>' -S %s | FileCheck %s --check-prefix=NOGROWTH
; RUN: %opt -passes='escape<no-cleanup;no-promote>' -S %s | FileCheck %s --check-prefix=OFF
; RUN: %opt -passes='escape<no-cleanup;only-function=promote_deleted>' -S %s | FileCheck %s --check-prefix=ONLY

@table = internal constant [3 x ptr] [ptr @reads, ptr @deletes, ptr @is_inline]
@other = internal constant [3 x ptr] [ptr @reads_more, ptr @deletes, ptr @is_inline]
declare noalias ptr @malloc(i64)
declare void @free(ptr)

define internal i32 @reads(ptr %this) noinline {
  %field = getelementptr i8, ptr %this, i64 8
  %n = load i32, ptr %field
  ret i32 %n
}
define internal i32 @reads_more(ptr %this) noinline {
  %field = getelementptr i8, ptr %this, i64 12
  %n = load i32, ptr %field
  ret i32 %n
}
define internal void @deletes(ptr %this) {
  call void @free(ptr %this)
  ret void
}
define linkonce_odr i32 @is_inline(ptr %this) noinline {
  %field = getelementptr i8, ptr %this, i64 8
  %n = load i32, ptr %field
  ret i32 %n
}
; What it writes is no table, but memory-based passes cannot tell.
define internal void @fills(ptr %object) noinline {
  %field = getelementptr i8, ptr %object, i64 8
  store i32 1, ptr %field
  ret void
}

; CHECK-LABEL: define i32 @promote_deleted(
; CHECK: alloca [16 x i8]
; CHECK: call i32 @reads(ptr
; CHECK-NOT: free
; CHECK: ret i32
; NOGROWTH-LABEL: define i32 @promote_deleted(
; NOGROWTH: call ptr @malloc
; OFF-LABEL: define i32 @promote_deleted(
; OFF: call i32 %function(
; OFF: call void %delete(
define i32 @promote_deleted() {
  %p = call ptr @malloc(i64 16)
  store ptr @table, ptr %p
  call void @fills(ptr %p)
  %entries = load ptr, ptr %p
  %function = load ptr, ptr %entries
  %n = call i32 %function(ptr %p)
  %place = getelementptr i8, ptr %entries, i64 8
  %delete = load ptr, ptr %place
  call void %delete(ptr %p)
  ret i32 %n
}

; CHECK-LABEL: define i32 @promote_inline(
; CHECK: alloca [16 x i8]
; CHECK: call i32 @is_inline.pinned(
; NOGROWTH-LABEL: define i32 @promote_inline(
; NOGROWTH: call ptr @malloc
; NOGROWTH: call i32 %function(
; ONLY-LABEL: define i32 @promote_inline(
; ONLY: call i32 %function(
define i32 @promote_inline() {
  %p = call ptr @malloc(i64 16)
  store ptr @table, ptr %p
  call void @fills(ptr %p)
  %entries = load ptr, ptr %p
  %place = getelementptr i8, ptr %entries, i64 16
  %function = load ptr, ptr %place
  %n = call i32 %function(ptr %p)
  call void @free(ptr %p)
  ret i32 %n
}

; One of two functions: both are known, and the call stays what it is.
; CHECK-LABEL: define i32 @promote_one_of_two(
; CHECK: alloca [16 x i8]
; CHECK: call i32 %function(
define i32 @promote_one_of_two(i1 %c) {
  %p = call ptr @malloc(i64 16)
  %chosen = select i1 %c, ptr @table, ptr @other
  store ptr %chosen, ptr %p
  call void @fills(ptr %p)
  %entries = load ptr, ptr %p
  %function = load ptr, ptr %entries
  %n = call i32 %function(ptr %p)
  call void @free(ptr %p)
  ret i32 %n
}

; The same, one of them with a body that the linker may replace.
@third = internal constant [3 x ptr] [ptr @is_inline, ptr @deletes, ptr @is_inline]
; CHECK-LABEL: define i32 @keep_one_of_two(
; CHECK: call ptr @malloc
; CHECK: call i32 %function(
define i32 @keep_one_of_two(i1 %c) {
  %p = call ptr @malloc(i64 16)
  %chosen = select i1 %c, ptr @table, ptr @third
  store ptr %chosen, ptr %p
  call void @fills(ptr %p)
  %entries = load ptr, ptr %p
  %function = load ptr, ptr %entries
  %n = call i32 %function(ptr %p)
  call void @free(ptr %p)
  ret i32 %n
}

; Or what the caller passed.
; CHECK-LABEL: define i32 @keep_callers(
; CHECK: call ptr @malloc
; CHECK: call i32 %chosen(
define i32 @keep_callers(i1 %c, ptr %given) {
  %p = call ptr @malloc(i64 16)
  %chosen = select i1 %c, ptr @is_inline, ptr %given
  %n = call i32 %chosen(ptr %p)
  call void @free(ptr %p)
  ret i32 %n
}

; Through a callee: it is that one's call, which has no name to get here.
define internal i32 @hands_on(ptr %object) noinline {
  %entries = load ptr, ptr %object
  %place = getelementptr i8, ptr %entries, i64 16
  %function = load ptr, ptr %place
  %n = call i32 %function(ptr %object)
  ret i32 %n
}
; CHECK-LABEL: define i32 @keep_handed_on(
; CHECK: call ptr @malloc
define i32 @keep_handed_on() {
  %p = call ptr @malloc(i64 16)
  store ptr @table, ptr %p
  %n = call i32 @hands_on(ptr %p)
  call void @free(ptr %p)
  ret i32 %n
}

; Where there may be a function at address 0, an empty set of functions is one.
; CHECK-LABEL: define i32 @keep_null_is_valid(
; CHECK: call ptr @malloc
; CHECK: call i32 %function(
define i32 @keep_null_is_valid() null_pointer_is_valid {
  %p = call ptr @malloc(i64 16)
  store ptr @table, ptr %p
  call void @fills(ptr %p)
  %entries = load ptr, ptr %p
  %place = getelementptr i8, ptr %entries, i64 16
  %function = load ptr, ptr %place
  %n = call i32 %function(ptr %p)
  call void @free(ptr %p)
  ret i32 %n
}

; What is said of the pointer (kcfi) has no meaning at a direct call.
; CHECK-LABEL: define i32 @keep_bundle(
; CHECK: call ptr @malloc
; CHECK: call i32 %function(ptr %p) [ "kcfi"(i32 1) ]
define i32 @keep_bundle() {
  %p = call ptr @malloc(i64 16)
  store ptr @table, ptr %p
  call void @fills(ptr %p)
  %entries = load ptr, ptr %p
  %place = getelementptr i8, ptr %entries, i64 16
  %function = load ptr, ptr %place
  %n = call i32 %function(ptr %p) [ "kcfi"(i32 1) ]
  call void @free(ptr %p)
  ret i32 %n
}

; Nothing of this function is passed: left alone.
; CHECK-LABEL: define i32 @left_alone(
; CHECK: call i32 %function(
define i32 @left_alone(ptr %p) {
  %function = load ptr, ptr @table
  %n = call i32 %function(ptr %p)
  ret i32 %n
}
