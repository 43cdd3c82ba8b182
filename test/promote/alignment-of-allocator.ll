; The slot gets what the allocator promises: 16 bytes, more where the call says
; so, never the smaller `align` of the IR (llvm#54747: movaps on an 8-byte slot).
; Twin: keep/alignment-unknown.ll.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare noalias ptr @calloc(i64, i64)
declare noalias ptr @aligned_alloc(i64, i64)
declare ptr @_Znwm(i64) nobuiltin
declare ptr @_ZnwmSt11align_val_t(i64, i64) nobuiltin

; CHECK-LABEL: define void @promote_malloc(
; CHECK-NEXT: alloca [16 x i8], align 16
define void @promote_malloc(<4 x float> %value) {
  %object = call align 4 ptr @malloc(i64 16)
  store <4 x float> %value, ptr %object, align 16
  ret void
}

; CHECK-LABEL: define void @promote_calloc(
; CHECK-NEXT: alloca [48 x i8], align 16
define void @promote_calloc() {
  %object = call ptr @calloc(i64 3, i64 16)
  store i64 1, ptr %object
  ret void
}

; CHECK-LABEL: define void @promote_return_alignment(
; CHECK-NEXT: alloca [64 x i8], align 32
define void @promote_return_alignment() {
  %object = call align 32 ptr @malloc(i64 64)
  store i64 1, ptr %object, align 32
  ret void
}

; CHECK-LABEL: define void @promote_aligned_alloc(
; CHECK-NEXT: alloca [256 x i8], align 256
define void @promote_aligned_alloc() {
  %object = call ptr @aligned_alloc(i64 256, i64 256)
  store i64 1, ptr %object
  ret void
}

; aligned_alloc(8, ...) promises 8; more does no harm.
; CHECK-LABEL: define void @promote_small_alignment(
; CHECK-NEXT: alloca [8 x i8], align 16
define void @promote_small_alignment() {
  %object = call ptr @aligned_alloc(i64 8, i64 8)
  store i64 1, ptr %object
  ret void
}

; CHECK-LABEL: define void @promote_new(
; CHECK-NEXT: alloca [8 x i8], align 16
define void @promote_new() {
  %object = call ptr @_Znwm(i64 8) builtin
  store i64 1, ptr %object
  ret void
}

; CHECK-LABEL: define void @promote_aligned_new(
; CHECK-NEXT: alloca [64 x i8], align 64
define void @promote_aligned_new() {
  %object = call ptr @_ZnwmSt11align_val_t(i64 64, i64 64) builtin
  store i64 1, ptr %object
  ret void
}
