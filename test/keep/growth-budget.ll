; The copies that promotions need are more than the module may grow by: GrowthBudget.
; What comes first in the function is served first; a copy that is there already
; costs nothing. The twin has the default budget.
;
; RUN: %opt -passes='escape<no-cleanup;growth-percent=0>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=KEEP < %t.ll
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0>' -S %s | FileCheck %s --check-prefix=PROMOTE

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"

define ptr @make() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

define void @release(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; REMARK: %p does not escape makes; %p, made in make for makes stays on the heap: the module has grown as far as it may by specialised functions: call to make. To change it: raise growth-percent
; KEEP-LABEL: define void @makes(
; KEEP-NEXT: call ptr @make()
; PROMOTE-LABEL: define void @makes(
; PROMOTE: call ptr @make.frame(
define void @makes() {
  %p = call ptr @make()
  call void @free(ptr %p)
  ret void
}

; REMARK: %p does not escape frees; %p stays on the heap: the module has grown
; KEEP-LABEL: define void @frees(
; KEEP-NEXT: call ptr @malloc(i64 16)
; KEEP-NEXT: call void @release(ptr %p)
; PROMOTE-LABEL: define void @frees(
; PROMOTE: call void @release.frame(
define void @frees() {
  %p = call ptr @malloc(i64 16)
  call void @release(ptr %p)
  ret void
}

; Local functions whose only calls go to the copies cost nothing: the originals go.
; REMARK-NOT: for makes_in_place
; KEEP-LABEL: define void @makes_in_place(
; KEEP: call ptr @wrap_in_place.frame(
; PROMOTE-LABEL: define void @makes_in_place(
; PROMOTE: call ptr @wrap_in_place.frame(
define internal ptr @make_in_place() noinline {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

define internal ptr @wrap_in_place() noinline {
  %p = call ptr @make_in_place()
  ret ptr %p
}

define void @makes_in_place() {
  %p = call ptr @wrap_in_place()
  call void @free(ptr %p)
  ret void
}

; Twin: a function that is called once, by one that is called by others, too.
; REMARK: %p, made in make_below for makes_below stays on the heap: the module has grown
; KEEP-LABEL: define void @makes_below(
; KEEP-NEXT: call ptr @wrap_of_two()
define internal ptr @make_below() noinline {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

define internal ptr @wrap_of_two() noinline {
  %p = call ptr @make_below()
  ret ptr %p
}

define void @makes_below() {
  %p = call ptr @wrap_of_two()
  call void @free(ptr %p)
  ret void
}

define ptr @calls_it_too() {
  %p = call ptr @wrap_of_two()
  ret ptr %p
}
