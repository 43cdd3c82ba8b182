; An allocator known by its attributes alone is promoted like malloc; twin of
; keep/size-not-computable.ll, where allocsize is missing.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @my_alloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="mine"
declare noalias ptr @my_zeroed(i64) allockind("alloc,zeroed") allocsize(0) "alloc-family"="mine"
declare void @my_free(ptr allocptr) allockind("free") "alloc-family"="mine"

; CHECK-LABEL: define void @promote(
; CHECK-NEXT: %object = alloca [16 x i8], align 16
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr %object)
; CHECK-NEXT: store i64 1, ptr %object
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
; CHECK-NEXT: ret void
define void @promote() {
  %object = call ptr @my_alloc(i64 16)
  store i64 1, ptr %object
  call void @my_free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @promote_zeroed(
; CHECK-NEXT: %object = alloca [16 x i8], align 16
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr %object)
; CHECK-NEXT: call void @llvm.memset.p0.i64(ptr align 16 %object, i8 0, i64 16, i1 false)
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
; CHECK-NEXT: ret void
define void @promote_zeroed() {
  %object = call ptr @my_zeroed(i64 16)
  call void @my_free(ptr %object)
  ret void
}
