; !heapallocsite, !memprof and !callsite describe a heap allocation: none is left
; on what takes its place. Twin: the same metadata on a call that stays.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define void @promote(
; CHECK-NOT: heapallocsite
; CHECK-NOT: memprof
; CHECK-NOT: callsite
; CHECK: ret void
define void @promote() {
  %object = call ptr @malloc(i64 16), !heapallocsite !0, !memprof !1, !callsite !5
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define ptr @keep(
; CHECK-NEXT: call ptr @malloc(i64 16), !memprof !{{[0-9]+}}, !callsite !{{[0-9]+}}, !heapallocsite
define ptr @keep() {
  %object = call ptr @malloc(i64 16), !heapallocsite !0, !memprof !1, !callsite !5
  ret ptr %object
}

!llvm.module.flags = !{!7}
!0 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!1 = !{!2, !3}
!2 = !{!4, !"notcold"}
!3 = !{!6, !"cold"}
!4 = !{i64 1, i64 2}
!5 = !{i64 1}
!6 = !{i64 1, i64 3}
!7 = !{i32 2, !"Debug Info Version", i32 3}
