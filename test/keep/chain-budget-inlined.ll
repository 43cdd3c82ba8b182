; The frames of inlined callees count in the budget of the chain: ChainBudget.
; Twin: a budget that has room for both.
;
; RUN: %opt -passes='escape<no-cleanup;chain-bytes=40>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;chain-bytes=48>' -S %s | FileCheck %s --check-prefix=ROOM

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @look(ptr captures(none)) nofree nocallback

define internal ptr @make() {
  %array = alloca [32 x i8]
  call void @look(ptr %array)
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; REMARK: stays on the heap: the frames below it have used the stack budget of a call chain (8 bytes left)
; CHECK-LABEL: define void @owner(
; CHECK: call ptr @malloc(i64 16)
; ROOM-LABEL: define void @owner(
; ROOM-NOT: @malloc
define void @owner() {
  %p = call ptr @make()
  call void @free(ptr %p)
  ret void
}
