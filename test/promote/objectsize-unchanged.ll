; A fortified bound must not grow: llvm.objectsize gives for the slot what it
; gave for the heap block, the size asked for, whatever the alignment adds.
;
; RUN: %bare-opt -passes=lower-constant-intrinsics -S %s | FileCheck %s
; RUN: %opt -passes='escape,lower-constant-intrinsics' -S %s | FileCheck %s

declare noalias ptr @malloc(i64) allocsize(0)
declare void @free(ptr)
declare i64 @llvm.objectsize.i64.p0(ptr, i1, i1, i1)

; CHECK-LABEL: define i64 @promote(
; CHECK: ret i64 20
define i64 @promote() {
  %object = call ptr @malloc(i64 20)
  store i32 1, ptr %object
  %size = call i64 @llvm.objectsize.i64.p0(ptr %object, i1 false, i1 true, i1 false)
  call void @free(ptr %object)
  ret i64 %size
}

; CHECK-LABEL: define i64 @promote_aligned(
; CHECK: ret i64 60
declare noalias ptr @aligned_alloc(i64, i64) allocsize(1)
define i64 @promote_aligned() {
  %object = call ptr @aligned_alloc(i64 64, i64 60)
  %size = call i64 @llvm.objectsize.i64.p0(ptr %object, i1 false, i1 true, i1 false)
  call void @free(ptr %object)
  ret i64 %size
}
