; 10. `x = malloc(8); return x`: escapes the callee. In a caller that drops or
; frees it, a promotion into the caller's frame is not built yet: nothing is
; said of the call, and nothing changes.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function make
; CHECK: %x escapes make to its result
; CHECK: action: kept (OutlivesFunction)
; REMARK: %x escapes make to its result; %x stays on the heap: the caller receives it. To change it: let the caller own the storage
; IR-LABEL: define ptr @make(
; IR-NEXT: call ptr @malloc(i64 8)
define ptr @make() {
  %x = call ptr @malloc(i64 8)
  ret ptr %x
}

; CHECK-LABEL: function frees_it
; IR-LABEL: define void @frees_it(
; IR-NEXT: %x = call ptr @make()
; IR-NEXT: call void @free(ptr %x)
define void @frees_it() {
  %x = call ptr @make()
  call void @free(ptr %x)
  ret void
}
