; Rust's allocator as rustc leaves it: functions with mangled names that are known
; by their attributes, a marker call before each allocation, and dealloc with size
; and alignment.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

declare void @_RNvCsi_7___rustc35___rust_no_alloc_shim_is_unstable_v2() #0
declare noalias noundef ptr @_RNvCsi_7___rustc12___rust_alloc(i64 noundef, i64 allocalign noundef) #1
declare noalias noundef ptr @_RNvCsi_7___rustc19___rust_alloc_zeroed(i64 noundef, i64 allocalign noundef) #2
declare noalias noundef ptr @_RNvCsi_7___rustc14___rust_realloc(ptr allocptr noundef captures(address), i64 noundef, i64 allocalign noundef, i64 noundef) #3
declare void @_RNvCsi_7___rustc14___rust_dealloc(ptr allocptr noundef captures(address), i64 noundef, i64 noundef) #4
declare void @free(ptr)
declare i64 @reads(ptr noalias readonly captures(none)) nofree
declare i64 @may_panic(ptr noalias readonly captures(none)) nofree
declare i32 @rust_eh_personality(...)
declare void @alloc_error(i64, i64) noreturn

; Box::new(n), dropped.
;
; CHECK-LABEL: define i64 @boxed(
; CHECK: alloca [24 x i8], align 16
; CHECK-NOT: call {{.*}}alloc(
; CHECK: ret i64
define i64 @boxed(i64 %n) {
start:
  call void @_RNvCsi_7___rustc35___rust_no_alloc_shim_is_unstable_v2()
  %b = call noundef align 8 ptr @_RNvCsi_7___rustc12___rust_alloc(i64 noundef 24, i64 noundef 8)
  %is_null = icmp eq ptr %b, null
  br i1 %is_null, label %oom, label %made
made:
  store i64 %n, ptr %b, align 8
  %sum = call i64 @reads(ptr %b)
  call void @_RNvCsi_7___rustc14___rust_dealloc(ptr noundef nonnull %b, i64 noundef 24, i64 noundef 8)
  ret i64 %sum
oom:
  call void @alloc_error(i64 8, i64 24)
  unreachable
}

; #[repr(align(64))]
;
; CHECK-LABEL: define i64 @boxed_aligned(
; CHECK: alloca [64 x i8], align 64
define i64 @boxed_aligned(i64 %n) {
  call void @_RNvCsi_7___rustc35___rust_no_alloc_shim_is_unstable_v2()
  %b = call noundef align 64 ptr @_RNvCsi_7___rustc12___rust_alloc(i64 noundef 64, i64 noundef 64)
  store i64 %n, ptr %b, align 64
  %sum = call i64 @reads(ptr %b)
  call void @_RNvCsi_7___rustc14___rust_dealloc(ptr noundef nonnull %b, i64 noundef 64, i64 noundef 64)
  ret i64 %sum
}

; vec![0; n]
;
; CHECK-LABEL: define i64 @zeroed(
; CHECK: icmp ugt i64 %bytes, 256
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 %{{.*}}, i8 0, i64 %bytes, i1 false)
; CHECK: icmp ne ptr %{{.*}}, %{{.*}}
; CHECK: escape.free
define i64 @zeroed(i64 %n) {
  %bytes = shl nuw nsw i64 %n, 3
  call void @_RNvCsi_7___rustc35___rust_no_alloc_shim_is_unstable_v2()
  %v = call noundef align 8 ptr @_RNvCsi_7___rustc19___rust_alloc_zeroed(i64 noundef %bytes, i64 noundef 8)
  %sum = call i64 @reads(ptr %v)
  call void @_RNvCsi_7___rustc14___rust_dealloc(ptr noundef nonnull %v, i64 noundef %bytes, i64 noundef 8)
  ret i64 %sum
}

; Dropped on both ways out.
;
; CHECK-LABEL: define i64 @unwinds(
; CHECK: alloca [32 x i8], align 16
; CHECK: landingpad
; CHECK-NOT: dealloc
; CHECK: resume
define i64 @unwinds(i64 %n) personality ptr @rust_eh_personality {
start:
  call void @_RNvCsi_7___rustc35___rust_no_alloc_shim_is_unstable_v2()
  %b = call noundef align 8 ptr @_RNvCsi_7___rustc12___rust_alloc(i64 noundef 32, i64 noundef 8)
  store i64 %n, ptr %b, align 8
  %value = invoke i64 @may_panic(ptr %b) to label %fine unwind label %cleanup
fine:
  call void @_RNvCsi_7___rustc14___rust_dealloc(ptr noundef nonnull %b, i64 noundef 32, i64 noundef 8)
  ret i64 %value
cleanup:
  %exception = landingpad { ptr, i32 } cleanup
  call void @_RNvCsi_7___rustc14___rust_dealloc(ptr noundef nonnull %b, i64 noundef 32, i64 noundef 8)
  resume { ptr, i32 } %exception
}

; After fat LTO with the shims inlined: malloc, and a constant layout. Twin: freed
; by the other allocator.
;
; CHECK-LABEL: define i64 @after_lto(
; CHECK: alloca [24 x i8], align 16
; CHECK-NOT: malloc
; CHECK: ret i64
define i64 @after_lto(i64 %n) {
  call void @_RNvCsi_7___rustc35___rust_no_alloc_shim_is_unstable_v2()
  %b = call noalias noundef ptr @malloc(i64 noundef 24)
  store i64 %n, ptr %b, align 8
  %sum = call i64 @reads(ptr %b)
  call void @free(ptr noundef %b)
  ret i64 %sum
}

; CHECK-LABEL: define i64 @keep_other_family(
; CHECK: call {{.*}}___rust_alloc(
; CHECK: call void @free(
define i64 @keep_other_family(i64 %n) {
  call void @_RNvCsi_7___rustc35___rust_no_alloc_shim_is_unstable_v2()
  %b = call noundef align 8 ptr @_RNvCsi_7___rustc12___rust_alloc(i64 noundef 24, i64 noundef 8)
  store i64 %n, ptr %b, align 8
  %sum = call i64 @reads(ptr %b)
  call void @free(ptr noundef %b)
  ret i64 %sum
}

declare noalias noundef ptr @malloc(i64 noundef) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"

attributes #0 = { nounwind memory(inaccessiblemem: readwrite) }
attributes #1 = { nounwind nonlazybind allockind("alloc,uninitialized,aligned") allocsize(0) uwtable "alloc-family"="__rust_alloc" }
attributes #2 = { nounwind nonlazybind allockind("alloc,zeroed,aligned") allocsize(0) uwtable "alloc-family"="__rust_alloc" }
attributes #3 = { nounwind nonlazybind allockind("realloc,aligned") allocsize(3) uwtable "alloc-family"="__rust_alloc" }
attributes #4 = { nounwind nonlazybind allockind("free") uwtable "alloc-family"="__rust_alloc" }
