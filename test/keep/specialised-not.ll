; Callees that make or free an object for their caller and are not specialised:
; NotSpecialised, and reasons of the object itself. Each
; is a twin of one in promote/specialised.ll, or of another here.
;
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0;pool-bytes=0>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare noalias ptr @_Znwm(i64) allocsize(0)
declare void @_ZdlPv(ptr)
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"
declare void @look(ptr captures(none)) nofree nocallback nounwind willreturn
declare ptr @make_unseen()
@last = global ptr null

define ptr @make() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

define void @release(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @twin(
; CHECK: call ptr @make.frame(
define void @twin() {
  %p = call ptr @make()
  call void @release(ptr %p)
  ret void
}

; A body that holds what may not be duplicated, and one that ends in a musttail call.
declare void @once() noduplicate nofree nocallback
define ptr @make_once() {
  call void @once()
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; REMARK: %p does not escape keep_once; %p, made in make_once for keep_once stays on the heap: a function that makes or frees it cannot be specialised for this caller: call to make_once. To change it:
; CHECK-LABEL: define void @keep_once(
; CHECK-NEXT: call ptr @make_once()
define void @keep_once() {
  %p = call ptr @make_once()
  call void @free(ptr %p)
  ret void
}

define ptr @make_tail(ptr %unused) {
  %p = call ptr @malloc(i64 16)
  call void @look(ptr %p)
  call void @free(ptr %p)
  %q = musttail call ptr @make_by_tail(ptr %unused)
  ret ptr %q
}
define ptr @make_by_tail(ptr %unused) {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; CHECK-LABEL: define void @keep_tail(
; CHECK-NEXT: call ptr @make_tail(ptr null)
define void @keep_tail() {
  %p = call ptr @make_tail(ptr null)
  call void @free(ptr %p)
  ret void
}

; A call that may not be sent elsewhere.
; CHECK-LABEL: define void @keep_bundle(
; CHECK-NEXT: call ptr @make() [ "deopt"(i32 1) ]
define void @keep_bundle() {
  %p = call ptr @make() [ "deopt"(i32 1) ]
  call void @free(ptr %p)
  ret void
}

; Variable arguments; recursion through another function; another family; an inner pointer; a free that is
; not seen further down.
define ptr @make_varargs(i64 %n, ...) {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; CHECK-LABEL: define void @keep_varargs(
; CHECK-NEXT: call ptr (i64, ...) @make_varargs(i64 1)
define void @keep_varargs() {
  %p = call ptr (i64, ...) @make_varargs(i64 1)
  call void @free(ptr %p)
  ret void
}

define void @release_deep(ptr %p, i64 %depth) {
entry:
  %end = icmp eq i64 %depth, 0
  br i1 %end, label %here, label %deeper

here:
  call void @free(ptr %p)
  ret void

deeper:
  %less = sub i64 %depth, 1
  call void @release_deeper(ptr %p, i64 %less)
  ret void
}

define void @release_deeper(ptr %p, i64 %depth) {
  call void @release_deep(ptr %p, i64 %depth)
  ret void
}

; CHECK-LABEL: define void @keep_recursive(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call void @release_deep(
define void @keep_recursive(i64 %depth) {
  %p = call ptr @malloc(i64 16)
  call void @release_deep(ptr %p, i64 %depth)
  ret void
}

define void @release_other_family(ptr %p, i1 %c) {
entry:
  br i1 %c, label %a, label %b

a:
  call void @_ZdlPv(ptr %p)
  ret void

b:
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @keep_family(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call void @release_other_family(
define void @keep_family(i1 %c) {
  %p = call ptr @malloc(i64 16)
  call void @release_other_family(ptr %p, i1 %c)
  ret void
}

define void @release_header(ptr %p) {
  %block = getelementptr i8, ptr %p, i64 -16
  call void @free(ptr %block)
  ret void
}

; CHECK-LABEL: define void @keep_interior(
; CHECK-NEXT: call ptr @malloc(i64 32)
; CHECK: call void @release_header(
define void @keep_interior() {
  %p = call ptr @malloc(i64 32)
  %inner = getelementptr i8, ptr %p, i64 16
  call void @release_header(ptr %inner)
  ret void
}

declare void @free_unseen(ptr captures(none))
define void @release_unseen(ptr %p) {
  call void @free_unseen(ptr %p)
  ret void
}

; CHECK-LABEL: define void @keep_unseen(
; CHECK-NEXT: call ptr @malloc(i64 16)
; CHECK-NEXT: call void @release_unseen(
define void @keep_unseen() {
  %p = call ptr @malloc(i64 16)
  call void @release_unseen(ptr %p)
  ret void
}

; Four levels down.
define ptr @make2() {
  %p = call ptr @make()
  ret ptr %p
}
define ptr @make3() {
  %p = call ptr @make2()
  ret ptr %p
}
define ptr @make4() {
  %p = call ptr @make3()
  ret ptr %p
}

; CHECK-LABEL: define void @three_levels(
; CHECK: call ptr @make3.frame(
define void @three_levels() {
  %p = call ptr @make3()
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @keep_four_levels(
; CHECK-NEXT: call ptr @make4()
define void @keep_four_levels() {
  %p = call ptr @make4()
  call void @free(ptr %p)
  ret void
}

; It outlives this function, too.
; CHECK-LABEL: define void @keep_stored(
; CHECK-NEXT: call ptr @make()
define void @keep_stored() {
  %p = call ptr @make()
  store ptr %p, ptr @last
  ret void
}

define ptr @make_known() {
  %p = call ptr @malloc(i64 16)
  store ptr %p, ptr @last
  ret ptr %p
}

; CHECK-LABEL: define void @keep_known(
; CHECK-NEXT: call ptr @make_known()
define void @keep_known() {
  %p = call ptr @make_known()
  call void @free(ptr %p)
  ret void
}

; Several at one call.
define ptr @make_list(i64 %n) {
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

; REMARK: %node does not escape keep_list; %node, made in make_list for keep_list stays on the heap: it is made in a loop, and an instance may still be alive when the next is made: call to make_list
; CHECK-LABEL: define void @keep_list(
; CHECK-NEXT: call ptr @make_list(i64 %n)
define void @keep_list(i64 %n) {
  %p = call ptr @make_list(i64 %n)
  call void @free(ptr %p)
  ret void
}

; Made in a loop: freed sometimes only, by a callee that may keep it alive, or by a
; callee that gets another iteration's.
define void @release_some(ptr %p, i1 %c) {
entry:
  br i1 %c, label %some, label %done

some:
  call void @free(ptr %p)
  br label %done

done:
  ret void
}

; CHECK-LABEL: define void @keep_loop_some(
; CHECK: call ptr @make()
define void @keep_loop_some(i64 %n, i1 %c) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @make()
  call void @release_some(ptr %p, i1 %c)
  %next = add i64 %i, 1
  %again = icmp ult i64 %next, %n
  br i1 %again, label %loop, label %done

done:
  ret void
}

; CHECK-LABEL: define void @keep_loop_previous(
; CHECK: call ptr @make()
define void @keep_loop_previous(i64 %n) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %previous = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @make()
  call void @release(ptr %previous)
  %next = add i64 %i, 1
  %again = icmp ult i64 %next, %n
  br i1 %again, label %loop, label %done

done:
  call void @release(ptr %p)
  ret void
}

; The result is null, and the object is somewhere else.
define ptr @make_into(ptr %out, i1 %c) {
  %p = call ptr @malloc(i64 16)
  store ptr %p, ptr %out
  %result = select i1 %c, ptr %p, ptr null
  ret ptr %result
}

; CHECK-LABEL: define void @keep_loop_two_ways(
; CHECK: call ptr @make_into(
define void @keep_loop_two_ways(i64 %n, i1 %c) {
entry:
  %out = alloca ptr
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @make_into(ptr %out, i1 %c)
  call void @free(ptr %p)
  %next = add i64 %i, 1
  %again = icmp ult i64 %next, %n
  br i1 %again, label %loop, label %done

done:
  %held = load ptr, ptr %out
  call void @look(ptr %held)
  ret void
}

; Its address is compared, and it may be leaked where the result is null.
; CHECK-LABEL: define i1 @keep_compared(
; CHECK-NEXT: call ptr @make()
define i1 @keep_compared(ptr %other) {
  %p = call ptr @make()
  %same = icmp eq ptr %p, %other
  call void @free(ptr %p)
  ret i1 %same
}

; The linker may choose another body.
define weak ptr @make_inexact() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; CHECK-LABEL: define void @keep_inexact(
; CHECK-NEXT: call ptr @make_inexact()
define void @keep_inexact() {
  %p = call ptr @make_inexact()
  call void @free(ptr %p)
  ret void
}

; A musttail call would end the frame.
define void @keep_must_tail(ptr %p) {
  %own = call ptr @malloc(i64 16)
  store ptr %own, ptr %p
  musttail call void @release(ptr %p)
  ret void
}
