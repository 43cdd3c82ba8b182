; A copy of bytes is named by where it goes, not by an intrinsic.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@last = global [2 x ptr] zeroinitializer

declare noalias ptr @malloc(i64)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

; CHECK-LABEL: function keep
; CHECK: verdict: %x escapes keep
; CHECK-NEXT: flow: {global last} = %x:
; CHECK-NOT: llvm.memcpy
; CHECK: action: kept (Escapes)
define void @keep() {
  %pair = alloca [2 x ptr]
  %x = call ptr @malloc(i64 16)
  store ptr %x, ptr %pair
  call void @llvm.memcpy.p0.p0.i64(ptr @last, ptr %pair, i64 16, i1 false)
  ret void
}
