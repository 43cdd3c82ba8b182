; optnone and naked functions are left alone: NotOptimized. Twin: neither.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep_optnone
; SAY: action: kept (NotOptimized)
; REMARK: %object does not escape keep_optnone; %object stays on the heap: the function is marked optnone or naked. To change it: compile it with optimization
; CHECK-LABEL: define void @keep_optnone(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK-NEXT: call void @free(ptr %object)
; CHECK-NEXT: ret void
define void @keep_optnone() noinline optnone {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_naked
; SAY: action: kept (NotOptimized)
; CHECK-LABEL: define void @keep_naked(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define void @keep_naked() naked {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  unreachable
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: ret void
define void @promote() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
