; 10. `x = malloc(8); return x`: escapes the callee. In a caller that drops or
; frees it, it is in the caller's frame.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function make
; CHECK: %x escapes make to its result
; CHECK: action: kept (OutlivesFunction)
; REMARK: %x escapes make to its result; %x stays on the heap: the caller receives it. To change it: let the caller pass in the storage
; IR-LABEL: define ptr @make(
; IR-NEXT: call ptr @malloc(i64 8)
define ptr @make() {
  %x = call ptr @malloc(i64 8)
  ret ptr %x
}

; IR-LABEL: define void @frees_it(
; IR-NOT: call
; IR: ret void
define void @frees_it() {
  %x = call ptr @make()
  call void @free(ptr %x)
  ret void
}

; IR-LABEL: define void @drops_it(
; IR-NOT: call
; IR: ret void
define void @drops_it() {
  %x = call ptr @make()
  ret void
}

; The keep twin: the caller returns it, too.
; IR-LABEL: define ptr @returns_it(
; IR: call ptr @make()
define ptr @returns_it() {
  %x = call ptr @make()
  ret ptr %x
}
