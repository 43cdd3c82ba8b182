; g_malloc and its kin as C compilers leave them: declarations without attributes.
; Without the file they are unknown functions.
;
; RUN: %opt -passes='escape<no-cleanup;allocators=%allocators/glib.yaml>' -S %s | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=WITHOUT
; WITHOUT-NOT: = alloca

target datalayout = "e-m:e-i64:64-n8:16:32:64-S128"

declare ptr @g_malloc(i64)
declare ptr @g_malloc0(i64)
declare ptr @g_malloc_n(i64, i64)
declare ptr @g_slice_alloc(i64)
declare void @g_slice_free1(i64, ptr)
declare void @g_free(ptr)
declare void @free(ptr)

; g_new (struct user, 1), as the macro expands for a constant count.
;
; CHECK-LABEL: define void @g_new_one(
; CHECK-NEXT: %user = alloca [48 x i8], align 16
; CHECK-NOT: call {{.*}}@g_
; CHECK: ret void
define void @g_new_one() {
  %user = call ptr @g_malloc(i64 48)
  store i64 1, ptr %user
  call void @g_free(ptr %user)
  ret void
}

; CHECK-LABEL: define void @zeroed(
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 %object, i8 0, i64 32, i1 false)
; CHECK-NOT: call {{.*}}@g_
; CHECK: ret void
define void @zeroed() {
  %object = call ptr @g_malloc0(i64 32)
  call void @g_free(ptr %object)
  ret void
}

; For size 0 g_malloc returns null: the allocator is asked. Nothing says that the
; size is not undef; the test may not branch on that.
;
; CHECK-LABEL: define i1 @size_zero_is_null(
; CHECK: %[[SIZE:.*]] = freeze i64 %size
; CHECK-NEXT: %[[LESS:.*]] = sub i64 %[[SIZE]], 1
; CHECK-NEXT: %[[LARGE:.*]] = icmp ugt i64 %[[LESS]], 255
; CHECK-NEXT: br i1 %[[LARGE]], label %escape.heap, label %escape.slot
define i1 @size_zero_is_null(i64 %size) {
  %object = call ptr @g_malloc(i64 %size)
  %is_null = icmp eq ptr %object, null
  call void @g_free(ptr %object)
  ret i1 %is_null
}

; The bound fits, and 0 has to be told apart all the same.
;
; CHECK-LABEL: define i1 @bounded_size_zero_is_null(
; CHECK: alloca [15 x i8], align 16
; CHECK: icmp ugt i64 %{{.*}}, 14
define i1 @bounded_size_zero_is_null(i64 %size) {
  %small = and i64 %size, 15
  %object = call ptr @g_malloc(i64 %small)
  %is_null = icmp eq ptr %object, null
  call void @g_free(ptr %object)
  ret i1 %is_null
}

; Twin: a size that is never 0.
;
; CHECK-LABEL: define i1 @size_not_zero(
; CHECK: alloca [15 x i8], align 16
; CHECK-NOT: g_malloc
; CHECK: ret i1
define i1 @size_not_zero(i64 %size) {
  %small = and i64 %size, 15
  %some = or i64 %small, 1
  %object = call ptr @g_malloc(i64 %some)
  %is_null = icmp eq ptr %object, null
  call void @g_free(ptr %object)
  ret i1 %is_null
}

; g_new (int, count): a product, tested for overflow, and 0 told apart.
;
; CHECK-LABEL: define void @g_new_several(
; CHECK-NOT: freeze
; CHECK: call { i64, i1 } @llvm.umul.with.overflow.i64(i64 4, i64 %count)
; CHECK: icmp ugt i64 %{{.*}}, 255
define void @g_new_several(i64 noundef %count) {
  %objects = call ptr @g_malloc_n(i64 %count, i64 4)
  call void @g_free(ptr %objects)
  ret void
}

; CHECK-LABEL: define void @slice(
; CHECK-NEXT: alloca [24 x i8]
; CHECK-NOT: call {{.*}}@g_
; CHECK: ret void
define void @slice() {
  %object = call ptr @g_slice_alloc(i64 24)
  store i64 1, ptr %object
  call void @g_slice_free1(i64 24, ptr %object)
  ret void
}

; Kept: two families.
;
; CHECK-LABEL: define void @keep_other_family(
; CHECK-NEXT: call ptr @g_malloc(i64 8)
; CHECK-NEXT: call void @free(
define void @keep_other_family() {
  %object = call ptr @g_malloc(i64 8)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define ptr @keep_returned(
; CHECK-NEXT: call ptr @g_malloc(i64 8)
define ptr @keep_returned() {
  %object = call ptr @g_malloc(i64 8)
  ret ptr %object
}

; CHECK-LABEL: define void @keep_size_zero(
; CHECK-NEXT: call ptr @g_malloc(i64 0)
define void @keep_size_zero() {
  %object = call ptr @g_malloc(i64 0)
  call void @g_free(ptr %object)
  ret void
}
