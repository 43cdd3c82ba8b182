; A size of another width than 64 bits: a constant is as good as any, one that is
; known at run time only keeps the object. (Its twin of 64 bits has a sized slot.)
;
; RUN: split-file %s %t
; RUN: %opt -passes='escape<no-cleanup;allocators=%t/small.yaml>' -S %t/in.ll | FileCheck %s

;--- small.yaml
families:
  - {name: small, frees: never}
functions:
  - {name: small_alloc, does: alloc, family: small, size: 1, align: 8}
  - {name: wide_alloc, does: alloc, family: small, size: 1, align: 8}
;--- in.ll
target datalayout = "e-m:e-i64:64-n8:16:32:64-S128"

declare ptr @small_alloc(i32)
declare ptr @wide_alloc(i64)

; CHECK-LABEL: define void @promote_constant(
; CHECK-NEXT: %object = alloca [32 x i8]
; CHECK-NOT: @small_alloc
define void @promote_constant() {
  %object = call ptr @small_alloc(i32 32)
  store i8 1, ptr %object
  ret void
}

; CHECK-LABEL: define void @keep_run_time(
; CHECK-NEXT: %object = call ptr @small_alloc(i32 %n)
define void @keep_run_time(i32 %n) {
  %object = call ptr @small_alloc(i32 %n)
  store i8 1, ptr %object
  ret void
}

; CHECK-LABEL: define void @promote_run_time(
; CHECK-NEXT: = alloca [256 x i8]
define void @promote_run_time(i64 %n) {
  %object = call ptr @wide_alloc(i64 %n)
  store i8 1, ptr %object
  ret void
}
