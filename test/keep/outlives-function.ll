; The caller receives the object: OutlivesFunction. Twin: the caller receives
; what the object held.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)

; SAY-LABEL: function keep
; SAY: verdict: %object escapes keep to its result
; SAY-NEXT: flow: ~result = %object:
; SAY-NEXT: from call to malloc (allocation)
; SAY-NEXT: from return (return)
; SAY-NEXT: action: kept (OutlivesFunction)
; REMARK: %object escapes keep to its result; %object stays on the heap: the caller receives it. To change it: let the caller pass in the storage
; CHECK-LABEL: define ptr @keep(
; CHECK: %object = call ptr @malloc(i64 16)
define ptr @keep(ptr %value) {
  %object = call ptr @malloc(i64 16)
  store ptr %value, ptr %object
  ret ptr %object
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 0 frees
; CHECK-LABEL: define ptr @promote(
; CHECK: %object = alloca [16 x i8], align 16
; CHECK-NOT: @malloc
define ptr @promote(ptr %value) {
  %object = call ptr @malloc(i64 16)
  store ptr %value, ptr %object
  %held = load ptr, ptr %object
  ret ptr %held
}
