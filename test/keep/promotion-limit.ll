; max-promotions=N makes the first N, to bisect a miscompile: PromotionLimit for
; the others. Twin: the first one.
;
; RUN: %opt -passes='escape<no-cleanup;max-promotions=1>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<max-promotions=1>' -pass-remarks-output=%t.yaml -disable-output %s
; RUN: FileCheck %s --check-prefix=NAME < %t.yaml
; RUN: %opt -passes='escape<no-cleanup;max-promotions=0>' -S %s | FileCheck %s --check-prefix=NONE

; NAME: Name:            PromotionLimit
; NONE-NOT: alloca

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define void @promote(
; CHECK: alloca [16 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; REMARK: %object does not escape keep; %object stays on the heap: max-promotions was reached. To change it: raise max-promotions
; CHECK-LABEL: define void @keep(
; CHECK: %object = call ptr @malloc(i64 16)
define void @keep() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
