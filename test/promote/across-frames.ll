; What a callee makes or frees for its caller is promoted in the caller's frame:
; the calls are inlined. The keep twins: a callee that may not be inlined or is
; too large, one that makes several at a call, a list that is built in a loop, an
; object that outlives the caller too, a body that the linker may replace. Where
; nothing is promoted, nothing is inlined.
;
; RUN: %opt -passes='escape<no-cleanup;specialise-instructions=0>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;specialise-instructions=0;inline-instructions=0>' -S %s | FileCheck %s --check-prefix=OFF
; RUN: %opt -passes='escape<no-cleanup;specialise-instructions=0;inline-instructions=2>' -S %s | FileCheck %s --check-prefix=OFF
; RUN: %opt -passes='escape<no-cleanup;specialise-instructions=0;growth-percent=0>' -S %s | FileCheck %s --check-prefix=OFF
; RUN: %opt -passes='escape<no-cleanup;no-promote>' -S %s | FileCheck %s --check-prefix=OFF

declare noalias ptr @malloc(i64)
declare noalias ptr @calloc(i64, i64)
declare void @free(ptr)
declare void @look(ptr captures(none)) nofree nocallback
@last = global ptr null

%holder = type { ptr, i64 }

; OFF-LABEL: define internal ptr @wrapper(
define internal ptr @wrapper(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  ret ptr %p
}

define internal ptr @make(i64 %n) {
  %made = call ptr @wrapper(i64 16)
  %buffer = call ptr @calloc(i64 %n, i64 1)
  store ptr %buffer, ptr %made
  %size = getelementptr i8, ptr %made, i64 8
  store i64 %n, ptr %size
  ret ptr %made
}

define internal void @destroy(ptr %holder) {
  %buffer = load ptr, ptr %holder
  call void @free(ptr %buffer)
  call void @free(ptr %holder)
  ret void
}

; Outer and inner object, a wrapper two levels down.
; REMARK: moved to stack: {{.*}} (16 bytes, slot; 1 free removed)
; REMARK: moved to stack: {{.*}} (24 bytes, slot; 1 free removed)
; CHECK-LABEL: define void @pair(
; CHECK-DAG: alloca [16 x i8], align 16
; CHECK-DAG: alloca [24 x i8], align 16
; CHECK-NOT: call {{.*}}@malloc
; CHECK-NOT: call {{.*}}@free
; CHECK: ret void
; OFF-LABEL: define void @pair(
; OFF: call ptr @make(
; OFF: call void @destroy(
define void @pair() {
  %made = call ptr @make(i64 24)
  %buffer = load ptr, ptr %made
  call void @look(ptr %buffer)
  call void @destroy(ptr %made)
  ret void
}

; In a loop, each dead before the next.
; CHECK-LABEL: define void @loop(
; CHECK-NEXT: entry:
; CHECK-NEXT: alloca [16 x i8], align 16
; CHECK: loop:
; CHECK-NOT: call ptr @malloc
; CHECK: ret void
define void @loop(i64 %n) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %made = call ptr @wrapper(i64 16)
  call void @look(ptr %made)
  call void @free(ptr %made)
  %next = add i64 %i, 1
  %again = icmp ult i64 %next, %n
  br i1 %again, label %loop, label %done

done:
  ret void
}

; An object that leaves by an error code and an out-parameter.
define internal i32 @open(ptr %out, i32 %mode) {
entry:
  %p = call ptr @malloc(i64 32)
  store i32 %mode, ptr %p
  %bad = icmp slt i32 %mode, 0
  br i1 %bad, label %fails, label %opens

fails:
  call void @free(ptr %p)
  ret i32 -1

opens:
  store ptr %p, ptr %out
  ret i32 0
}

; CHECK-LABEL: define i32 @error_code(
; CHECK: alloca [32 x i8], align 16
; CHECK-NOT: call ptr @malloc
; CHECK: ret i32
define i32 @error_code(i32 %mode) {
entry:
  %out = alloca ptr
  store ptr null, ptr %out
  %error = call i32 @open(ptr %out, i32 %mode)
  %failed = icmp ne i32 %error, 0
  br i1 %failed, label %done, label %use

use:
  %p = load ptr, ptr %out
  call void @look(ptr %p)
  call void @free(ptr %p)
  br label %done

done:
  ret i32 %error
}

define internal ptr @make_noinline() noinline {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; CHECK-LABEL: define void @keep_noinline(
; CHECK-NEXT: call ptr @make_noinline()
define void @keep_noinline() {
  %p = call ptr @make_noinline()
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define ptr @keep_returned(
; CHECK-NEXT: call ptr @wrapper(i64 16)
define ptr @keep_returned() {
  %p = call ptr @wrapper(i64 16)
  ret ptr %p
}

; CHECK-LABEL: define void @keep_escapes(
; CHECK-NEXT: call ptr @wrapper(i64 16)
define void @keep_escapes() {
  %p = call ptr @wrapper(i64 16)
  store ptr %p, ptr @last
  ret void
}

; A callee whose own frame is larger than this one's may grow by.
define internal ptr @make_large_frame() {
  %array = alloca [20000 x i8]
  call void @look(ptr %array)
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; CHECK-LABEL: define void @keep_large_frame(
; CHECK-NEXT: call ptr @make_large_frame()
define void @keep_large_frame() {
  %p = call ptr @make_large_frame()
  call void @free(ptr %p)
  ret void
}

; A function that calls itself.
; CHECK-LABEL: define void @keep_recursive(
; CHECK: call ptr @wrapper(i64 16)
define void @keep_recursive(i1 %ends) {
entry:
  %p = call ptr @wrapper(i64 16)
  br i1 %ends, label %done, label %more

more:
  call void @keep_recursive(i1 true)
  br label %done

done:
  call void @free(ptr %p)
  ret void
}

; One of its calls may not be inlined: neither is.
; CHECK-LABEL: define void @keep_both_calls(
; CHECK-NEXT: call ptr @wrapper(i64 16)
; CHECK-NEXT: call void @release(ptr %p)
define void @keep_both_calls() {
  %p = call ptr @wrapper(i64 16)
  call void @release(ptr %p)
  ret void
}

define internal void @release(ptr %p) {
  %array = alloca [20000 x i8]
  call void @look(ptr %array)
  call void @free(ptr %p)
  ret void
}

; A list: all of it lives at once.
define internal ptr @build(i64 %n) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %rest = phi ptr [ null, %entry ], [ %node, %loop ]
  %node = call ptr @malloc(i64 16)
  store ptr %rest, ptr %node
  %next = add i64 %i, 1
  %again = icmp ult i64 %next, %n
  br i1 %again, label %loop, label %done

done:
  ret ptr %node
}

; CHECK-LABEL: define void @keep_many(
; CHECK-NEXT: call ptr @build(i64 %n)
define void @keep_many(i64 %n) {
  %list = call ptr @build(i64 %n)
  call void @free(ptr %list)
  ret void
}

; CHECK-LABEL: define void @keep_collected(
; CHECK: call ptr @wrapper(i64 16)
define void @keep_collected(i64 %n) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %rest = phi ptr [ null, %entry ], [ %node, %loop ]
  %node = call ptr @wrapper(i64 16)
  store ptr %rest, ptr %node
  %next = add i64 %i, 1
  %again = icmp ult i64 %next, %n
  br i1 %again, label %loop, label %done

done:
  %second = load ptr, ptr %node
  ret void
}

define weak ptr @replaceable() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; CHECK-LABEL: define void @keep_replaceable(
; CHECK-NEXT: call ptr @replaceable()
define void @keep_replaceable() {
  %p = call ptr @replaceable()
  call void @free(ptr %p)
  ret void
}
