; Callees that realloc what their caller has, and that no copy of them could serve from
; a pool of the caller's frame: NotSpecialised, ReallocResult, and reasons of the object
; itself. Twins: promote/realloc-in-callee.ll, and the first one here.
;
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0;no-promote>' -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=ALONE

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare noalias ptr @_Znwm(i64) allocsize(0)
declare noalias ptr @realloc(ptr, i64)
declare noalias ptr @grow(ptr allocptr, i64) allockind("realloc") allocsize(1) "alloc-family"="malloc"
declare noalias ptr @reallocarray(ptr allocptr, i64, i64) allockind("realloc") allocsize(1, 2) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"
declare void @look(ptr captures(none)) nofree nocallback nounwind willreturn
@last = global ptr null

define ptr @more(ptr %old, i64 %size) {
  %new = call ptr @realloc(ptr %old, i64 %size)
  ret ptr %new
}

; ALONE: %own does not escape twin; %own stays on the heap: it is passed to realloc: call to more
; CHECK-LABEL: define void @twin(
; CHECK: call ptr @more.frame(
define void @twin(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}

; The callee keeps what it gives: only what it gets is in the frame, and never stays.
define ptr @more_kept(ptr %old, i64 %size) {
  %new = call ptr @realloc(ptr %old, i64 %size)
  store ptr %new, ptr @last
  ret ptr %new
}

; CHECK-LABEL: define internal ptr @more_kept.frame(
; CHECK-NOT: icmp ugt
; CHECK: ret ptr
; CHECK-LABEL: define void @twin_kept(
; CHECK: call ptr @more_kept.frame(
define void @twin_kept(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more_kept(ptr %own, i64 %n)
  call void @look(ptr %new)
  ret void
}

; It keeps what it gets.
define ptr @more_known(ptr %old, i64 %size) {
  store ptr %old, ptr @last
  %new = call ptr @realloc(ptr %old, i64 %size)
  ret ptr %new
}

; REMARK: %own escapes keep_known
; CHECK-LABEL: define void @keep_known(
; CHECK: %own = call ptr @malloc(i64 16)
define void @keep_known(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more_known(ptr %own, i64 %n)
  call void @look(ptr %new)
  ret void
}

; Reallocs of which it is not known what they do with null; another family.
define ptr @more_other(ptr %old, i64 %size) {
  %new = call ptr @grow(ptr %old, i64 %size)
  ret ptr %new
}

; REMARK: %own does not escape keep_other; %own stays on the heap: a function that makes or frees it cannot be specialised for this caller: call to more_other
; REMARK: %new does not escape keep_other; %new, made in more_other for keep_other stays on the heap: it is the result of realloc
; CHECK-LABEL: define void @keep_other(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call ptr @more_other(
define void @keep_other(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more_other(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}

define ptr @more_array(ptr %old, i64 %count) {
  %new = call ptr @reallocarray(ptr %old, i64 %count, i64 8)
  ret ptr %new
}

; CHECK-LABEL: define void @keep_array(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call ptr @more_array(
define void @keep_array(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more_array(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}

; CHECK-LABEL: define void @keep_family(
; CHECK-NEXT: call ptr @_Znwm(i64 16)
; CHECK-NEXT: call ptr @more(
define void @keep_family(i64 %n) {
  %own = call ptr @_Znwm(i64 16)
  %new = call ptr @more(ptr %own, i64 %n)
  store ptr %new, ptr @last
  ret void
}

; A recursive callee, and two that call each other.
define ptr @more_again(ptr %old, i64 %size) {
entry:
  %new = call ptr @realloc(ptr %old, i64 %size)
  %ends = icmp ugt i64 %size, 100
  br i1 %ends, label %done, label %again

again:
  %twice = mul i64 %size, 2
  %larger = call ptr @more_again(ptr %new, i64 %twice)
  br label %done

done:
  %result = phi ptr [ %new, %entry ], [ %larger, %again ]
  ret ptr %result
}

; REMARK: %own does not escape keep_recursive; %own stays on the heap: a function that makes or frees it cannot be specialised for this caller: call to more_again
; REMARK: %new does not escape keep_recursive; %new, made in more_again for keep_recursive stays on the heap: a function that makes or frees it
; CHECK-LABEL: define void @keep_recursive(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call ptr @more_again(
define void @keep_recursive(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more_again(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}

; The result of a realloc in a recursion, of null alone.
define ptr @first_again(i64 %size) {
entry:
  %ends = icmp ugt i64 %size, 100
  br i1 %ends, label %done, label %again

again:
  %twice = mul i64 %size, 2
  %larger = call ptr @first_again(i64 %twice)
  ret ptr %larger

done:
  %new = call ptr @realloc(ptr null, i64 %size)
  ret ptr %new
}

; CHECK-LABEL: define void @keep_made_in_recursion(
; CHECK-NEXT: call ptr @first_again(
define void @keep_made_in_recursion(i64 %n) {
  %new = call ptr @first_again(i64 %n)
  call void @free(ptr %new)
  ret void
}

define ptr @more_even(ptr %old, i64 %size) {
  %new = call ptr @realloc(ptr %old, i64 %size)
  %less = sub i64 %size, 1
  %next = call ptr @more_odd(ptr %new, i64 %less)
  ret ptr %next
}

define ptr @more_odd(ptr %old, i64 %size) {
entry:
  %ends = icmp ult i64 %size, 10
  br i1 %ends, label %done, label %again

again:
  %next = call ptr @more_even(ptr %old, i64 %size)
  ret ptr %next

done:
  ret ptr %old
}

; CHECK-LABEL: define void @keep_mutual(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call ptr @more_even(
define void @keep_mutual(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more_even(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}

; A recursive caller: its callee may get another activation's. (What it makes and
; frees by callees is its own: promote/recursive-owner.ll.)
; CHECK-LABEL: define void @keep_recursive_caller(
; CHECK: call ptr @malloc(i64 16)
; CHECK: call ptr @more(
define void @keep_recursive_caller(i64 %n, ptr %above) {
entry:
  %own = call ptr @malloc(i64 16)
  %ends = icmp eq i64 %n, 0
  br i1 %ends, label %done, label %again

again:
  %less = sub i64 %n, 1
  call void @keep_recursive_caller(i64 %less, ptr %own)
  br label %done

done:
  %new = call ptr @more(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}

; A pointer to the inside: here, or in the callee. (The new block is one of its own.)
define ptr @more_of_header(ptr %old, i64 %size) {
  %block = getelementptr i8, ptr %old, i64 -16
  %new = call ptr @realloc(ptr %block, i64 %size)
  %data = getelementptr i8, ptr %new, i64 16
  ret ptr %data
}

; REMARK: %own does not escape keep_header; %own stays on the heap: a free may receive a pointer to its inside: call to more_of_header
; CHECK-LABEL: define void @keep_header(
; CHECK: %own = call ptr @malloc(i64 32)
; CHECK: call ptr @more_of_header.frame(ptr %data, i64 %n, ptr %escape.pool, ptr null,
define void @keep_header(i64 %n) {
  %own = call ptr @malloc(i64 32)
  %data = getelementptr i8, ptr %own, i64 16
  %new = call ptr @more_of_header(ptr %data, i64 %n)
  call void @look(ptr %new)
  ret void
}

; CHECK-LABEL: define void @keep_interior(
; CHECK: %own = call ptr @malloc(i64 32)
define void @keep_interior(i64 %n) {
  %own = call ptr @malloc(i64 32)
  %data = getelementptr i8, ptr %own, i64 16
  %new = call ptr @more(ptr %data, i64 %n)
  call void @look(ptr %new)
  ret void
}

; Its address is compared: the callee tells whether it moved.
define ptr @more_moved(ptr %old, i64 %size, ptr %moved) {
  %new = call ptr @realloc(ptr %old, i64 %size)
  %same = icmp eq ptr %new, %old
  store i1 %same, ptr %moved
  ret ptr %new
}

; REMARK: %own does not escape keep_observed; %own stays on the heap: its address is observed, and it is not freed on every path: call to more_moved
; REMARK: %new does not escape keep_observed; %new, made in more_moved for keep_observed stays on the heap: its address is observed
; CHECK-LABEL: define void @keep_observed(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call ptr @more_moved(
define void @keep_observed(i64 %n, ptr %moved) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more_moved(ptr %own, i64 %n, ptr %moved)
  call void @free(ptr %new)
  ret void
}

; Four levels down, by a call that may not be sent elsewhere, in a body that ends in a
; musttail call.
define ptr @more2(ptr %old, i64 %size) {
  %new = call ptr @more(ptr %old, i64 %size)
  ret ptr %new
}
define ptr @more3(ptr %old, i64 %size) {
  %new = call ptr @more2(ptr %old, i64 %size)
  ret ptr %new
}
define ptr @more4(ptr %old, i64 %size) {
  %new = call ptr @more3(ptr %old, i64 %size)
  ret ptr %new
}

; CHECK-LABEL: define void @three_levels(
; CHECK: call ptr @more3.frame(
define void @three_levels(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more3(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}

; CHECK-LABEL: define void @keep_four_levels(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call ptr @more4(
define void @keep_four_levels(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more4(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}

; CHECK-LABEL: define void @keep_bundle(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call ptr @more(
define void @keep_bundle(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more(ptr %own, i64 %n) [ "deopt"(i32 1) ]
  call void @free(ptr %new)
  ret void
}

define ptr @more_tail(ptr %old, i64 %size) {
  %new = musttail call ptr @realloc(ptr %old, i64 %size)
  ret ptr %new
}

; CHECK-LABEL: define void @keep_tail(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call ptr @more_tail(
define void @keep_tail(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more_tail(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}

; An invoke of realloc.
declare i32 @__gxx_personality_v0(...)
define ptr @more_invoked(ptr %old, i64 %size) personality ptr @__gxx_personality_v0 {
  %new = invoke ptr @realloc(ptr %old, i64 %size) to label %fine unwind label %thrown

fine:
  ret ptr %new

thrown:
  %pad = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %pad
}

; CHECK-LABEL: define void @keep_invoked(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call ptr @more_invoked(
define void @keep_invoked(i64 %n) {
  %own = call ptr @malloc(i64 16)
  %new = call ptr @more_invoked(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}

; Another function may be called.
define void @keep_chosen(i64 %n, i1 %c) {
  %own = call ptr @malloc(i64 16)
  %which = select i1 %c, ptr @more, ptr @more2
  %new = call ptr %which(ptr %own, i64 %n)
  call void @free(ptr %new)
  ret void
}
; CHECK-LABEL: define void @keep_chosen(
; CHECK-NEXT: call ptr @malloc(i64 16)
