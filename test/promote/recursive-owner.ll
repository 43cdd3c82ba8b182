; A recursive function owns what its callees make and free for it: each
; activation has a slot of its own. Twins: keep/recursive-owner.ll.
;
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0;growth-percent=100>' -verify-each -pass-remarks=escape -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"
declare void @look(ptr captures(none)) nofree nocallback nounwind willreturn

define ptr @make() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

define void @release(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; It calls itself while its object is alive.
; REMARK: moved to stack of walk: %p (16 bytes, slot; 2 calls specialised), made in make for walk
; CHECK-LABEL: define void @walk(
; CHECK: alloca [16 x i8]
; CHECK: call ptr @make.frame(ptr
; CHECK: call void @walk(
; CHECK: call void @release.frame(
define void @walk(i64 %depth) {
entry:
  %p = call ptr @make()
  call void @look(ptr %p)
  %end = icmp eq i64 %depth, 0
  br i1 %end, label %out, label %deeper

deeper:
  %less = sub i64 %depth, 1
  call void @walk(i64 %less)
  br label %out

out:
  call void @look(ptr %p)
  call void @release(ptr %p)
  ret void
}

; An object of its own that a callee frees.
; REMARK: moved to stack: %p (16 bytes, slot; 1 call specialised)
; CHECK-LABEL: define void @own(
; CHECK: alloca [16 x i8]
; CHECK-NOT: @malloc
; CHECK: call void @release.frame(
define void @own(i64 %depth) {
entry:
  %p = call ptr @malloc(i64 16)
  call void @look(ptr %p)
  %end = icmp eq i64 %depth, 0
  br i1 %end, label %out, label %deeper

deeper:
  %less = sub i64 %depth, 1
  call void @own(i64 %less)
  br label %out

out:
  call void @release(ptr %p)
  ret void
}

; Two that call each other, each with its own.
; REMARK: moved to stack of even: %p
; REMARK: moved to stack of odd: %p
; CHECK-LABEL: define void @even(
; CHECK: alloca [16 x i8]
; CHECK-LABEL: define void @odd(
; CHECK: alloca [16 x i8]
define void @even(i64 %depth) {
entry:
  %p = call ptr @make()
  %end = icmp eq i64 %depth, 0
  br i1 %end, label %out, label %deeper

deeper:
  %less = sub i64 %depth, 1
  call void @odd(i64 %less)
  br label %out

out:
  call void @look(ptr %p)
  call void @release(ptr %p)
  ret void
}

define void @odd(i64 %depth) {
  %p = call ptr @make()
  call void @even(i64 %depth)
  call void @look(ptr %p)
  call void @release(ptr %p)
  ret void
}

; What it hands down is freed by nobody but its own activation.
; REMARK: moved to stack of lend: %p
; CHECK-LABEL: define internal void @lend(
; CHECK: alloca [16 x i8]
define internal void @lend(ptr %lent, i64 %depth) {
entry:
  call void @look(ptr %lent)
  %p = call ptr @make()
  %end = icmp eq i64 %depth, 0
  br i1 %end, label %out, label %deeper

deeper:
  %less = sub i64 %depth, 1
  call void @lend(ptr %p, i64 %less)
  br label %out

out:
  call void @look(ptr %p)
  call void @release(ptr %p)
  ret void
}

define void @lender(i64 %depth) {
  call void @lend(ptr null, i64 %depth)
  ret void
}
