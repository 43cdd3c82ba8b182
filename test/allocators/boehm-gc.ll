; The Boehm collector. Nothing is freed in most programs, but GC_free exists: an
; unknown function may call it.
;
; RUN: %opt -passes='escape<no-cleanup;allocators=%allocators/boehm-gc.yaml>' -S %s | FileCheck %s

target datalayout = "e-m:e-i64:64-n8:16:32:64-S128"

declare ptr @GC_malloc(i64)
declare ptr @GC_malloc_atomic(i64)
declare void @GC_free(ptr)
declare void @looks(ptr captures(none)) nofree
declare void @may_free(ptr captures(none))
declare void @GC_register_finalizer(ptr, ptr, ptr, ptr, ptr)

; Zeroed, and never freed.
;
; CHECK-LABEL: define i64 @promote(
; CHECK-NEXT: %object = alloca [16 x i8], align 16
; CHECK: call void @llvm.memset
; CHECK-NOT: GC_malloc
; CHECK: ret i64
define i64 @promote() {
  %object = call ptr @GC_malloc(i64 16)
  call void @looks(ptr %object)
  %value = load i64, ptr %object
  ret i64 %value
}

; CHECK-LABEL: define void @promote_atomic(
; CHECK-NEXT: alloca [16 x i8]
; CHECK-NOT: memset
; CHECK: ret void
define void @promote_atomic() {
  %object = call ptr @GC_malloc_atomic(i64 16)
  call void @looks(ptr %object)
  call void @GC_free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @keep_may_be_freed(
; CHECK-NEXT: call ptr @GC_malloc(
define void @keep_may_be_freed() {
  %object = call ptr @GC_malloc(i64 16)
  call void @may_free(ptr %object)
  ret void
}

; A finalizer observes the death.
;
; CHECK-LABEL: define void @keep_finalized(
; CHECK-NEXT: call ptr @GC_malloc(
define void @keep_finalized() {
  %object = call ptr @GC_malloc(i64 16)
  call void @GC_register_finalizer(ptr %object, ptr @finalize, ptr null, ptr null, ptr null)
  ret void
}

define internal void @finalize(ptr %object, ptr %data) {
  ret void
}
