; clang -O2 marks memory intrinsics `tail` too; such a call that reaches a slot
; loses the marker like any other, and the plan is not refused (InternalRefusal
; is a defect wherever it is seen). Twin: promote/tail-marker-cleared.ll.
;
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | count 0
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define void @promote_memory_intrinsic(
; CHECK: {{^}}  call void @llvm.memset.p0.i64(ptr %object, i8 0, i64 16, i1 false)
define void @promote_memory_intrinsic() {
  %object = call ptr @malloc(i64 16)
  tail call void @llvm.memset.p0.i64(ptr %object, i8 0, i64 16, i1 false)
  ret void
}

; CHECK-LABEL: define void @promote_copy(
; CHECK: {{^}}  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 16, i1 false)
define void @promote_copy(ptr %from) {
  %object = call ptr @malloc(i64 16)
  tail call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 16, i1 false)
  call void @free(ptr %object)
  ret void
}
