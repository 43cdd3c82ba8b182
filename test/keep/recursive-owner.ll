; What callees make or free for a recursive function, and has to stay: a free
; that only an address could tell, since the slot may be another activation's.
; Twins of promote/recursive-owner.ll.
;
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0;growth-percent=100>' -verify-each -pass-remarks=escape -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"
declare void @look(ptr captures(none)) nofree nocallback nounwind willreturn
declare noalias ptr @get()
@last = global ptr null

define ptr @make() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

define void @release(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; It frees what the activation above made.
; REMARK: made in make for handed stays on the heap: the function is recursive, and a free may receive it or something else: call to release
; CHECK-LABEL: define void @handed(
; CHECK-NOT: alloca
; CHECK: call void @release(ptr %above)
; CHECK: call ptr @make()
define void @handed(ptr %above, i64 %depth) {
entry:
  call void @release(ptr %above)
  %p = call ptr @make()
  %end = icmp eq i64 %depth, 0
  br i1 %end, label %here, label %deeper

deeper:
  %less = sub i64 %depth, 1
  call void @handed(ptr %p, i64 %less)
  ret void

here:
  call void @release(ptr %p)
  ret void
}

; The same with an object of its own, which a callee frees.
; REMARK: %p does not escape own; %p stays on the heap: the function is recursive, and a free may receive it or something else
; CHECK-LABEL: define void @own(
; CHECK-NOT: alloca
; CHECK: call ptr @malloc(
define void @own(ptr %above, i64 %depth) {
entry:
  call void @release(ptr %above)
  %p = call ptr @malloc(i64 16)
  %end = icmp eq i64 %depth, 0
  br i1 %end, label %here, label %deeper

deeper:
  %less = sub i64 %depth, 1
  call void @own(ptr %p, i64 %less)
  ret void

here:
  call void @release(ptr %p)
  ret void
}

; One of several that call each other frees what another made.
; REMARK: made in make for even stays on the heap: a function that is called may free it
; CHECK-LABEL: define internal void @even(
; CHECK-NOT: alloca
; CHECK-LABEL: define internal void @odd(
; CHECK-NEXT: call void @look(ptr %above)
; CHECK-NEXT: call void @release(ptr %above)
define internal void @even(i64 %depth) {
entry:
  %end = icmp eq i64 %depth, 0
  br i1 %end, label %out, label %deeper

deeper:
  %less = sub i64 %depth, 1
  %p = call ptr @make()
  call void @odd(ptr %p, i64 %less)
  br label %out

out:
  ret void
}

define internal void @odd(ptr %above, i64 %depth) {
  call void @look(ptr %above)
  call void @release(ptr %above)
  call void @even(i64 %depth)
  ret void
}

define void @begin(i64 %depth) {
  call void @even(i64 %depth)
  ret void
}

; It stays, since its address is compared: so the other one, which is freed where
; this may be, has to stay as well.
; REMARK-DAG: made in make for beside stays on the heap: its address is observed
; REMARK-DAG: %q does not escape beside; %q stays on the heap: the function is recursive, and a free may receive it or something else
; CHECK-LABEL: define i1 @beside(
; CHECK-NOT: alloca
; CHECK: ret i1
define i1 @beside(i1 %which, i64 %depth) {
entry:
  %p = call ptr @make()
  %q = call ptr @malloc(i64 16)
  %known = load ptr, ptr @last
  %is_known = icmp eq ptr %p, %known
  %end = icmp eq i64 %depth, 0
  br i1 %end, label %out, label %deeper

deeper:
  %less = sub i64 %depth, 1
  %unused = call i1 @beside(i1 %which, i64 %less)
  br label %out

out:
  %one = select i1 %which, ptr %p, ptr %q
  %other = select i1 %which, ptr %q, ptr %p
  call void @release(ptr %one)
  call void @release(ptr %other)
  ret i1 %is_known
}
