; Crystal: the allocator has a body in the module, and is described all the same;
; nothing is promoted within it.
;
; RUN: %opt -passes='escape<no-cleanup;allocators=%allocators/crystal.yaml>' -S %s | FileCheck %s

target datalayout = "e-m:e-i64:64-n8:16:32:64-S128"

%P = type { i32, i32 }

declare ptr @GC_malloc(i64)
declare ptr @GC_malloc_atomic(i64)

; CHECK-LABEL: define ptr @__crystal_malloc_atomic64(
; CHECK-NEXT: call ptr @GC_malloc_atomic(
define ptr @__crystal_malloc_atomic64(i64 %size) {
  %1 = call ptr @GC_malloc_atomic(i64 %size)
  ret ptr %1
}

; CHECK-LABEL: define ptr @__crystal_malloc64(
; CHECK-NEXT: call ptr @GC_malloc(i64 16)
; CHECK-NEXT: call ptr @GC_malloc(i64 %size)
define ptr @__crystal_malloc64(i64 %size) {
  %header = call ptr @GC_malloc(i64 16)
  %1 = call ptr @GC_malloc(i64 %size)
  ret ptr %1
}

; CHECK-LABEL: define internal i32 @"*f<Int32>:Int32"(
; CHECK: alloca [8 x i8], align 16
; CHECK-NOT: @__crystal_malloc_atomic64
; CHECK: ret i32
define internal i32 @"*f<Int32>:Int32"(i32 %n) {
  %1 = call ptr @__crystal_malloc_atomic64(i64 ptrtoint (ptr getelementptr (%P, ptr null, i32 1) to i64))
  call void @llvm.memset.p0.i64(ptr align 4 %1, i8 0, i64 ptrtoint (ptr getelementptr (%P, ptr null, i32 1) to i64), i1 false)
  store i32 170, ptr %1, align 4
  %2 = call i32 @"*P#sum:Int32"(ptr %1, i32 %n)
  ret i32 %2
}

define internal i32 @"*P#sum:Int32"(ptr %self, i32 %n) {
  %x = getelementptr inbounds %P, ptr %self, i32 0, i32 1
  store i32 %n, ptr %x, align 4
  %1 = load i32, ptr %x, align 4
  ret i32 %1
}

; As --release leaves it: the body was inlined.
;
; CHECK-LABEL: define internal i32 @"*g<Int32>:Int32"(
; CHECK: alloca [24 x i8], align 16
; CHECK-NOT: @GC_malloc
; CHECK: ret i32
define internal i32 @"*g<Int32>:Int32"(i32 %n) {
  %1 = tail call ptr @GC_malloc(i64 24)
  store i32 %n, ptr %1, align 4
  %2 = load i32, ptr %1, align 4
  ret i32 %2
}

; CHECK-LABEL: define ptr @main(
define ptr @main(i32 %n) {
  %1 = call i32 @"*f<Int32>:Int32"(i32 %n)
  %2 = call i32 @"*g<Int32>:Int32"(i32 %n)
  %3 = call ptr @__crystal_malloc64(i64 8)
  ret ptr %3
}

declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
