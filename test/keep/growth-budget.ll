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
