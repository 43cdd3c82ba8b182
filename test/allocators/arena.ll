; Arenas: by name, and a C++ one by its demangled name. A described function may
; have a body.
;
; RUN: %opt -passes='escape<no-cleanup;allocators=%allocators/arena.yaml>' -S %s | FileCheck %s

target datalayout = "e-m:e-i64:64-n8:16:32:64-S128"

declare ptr @arena_alloc(ptr, i64)
declare ptr @arena_calloc(ptr, i64, i64)
declare void @looks(ptr captures(none))
declare void @keeps(ptr)

; CHECK-LABEL: define void @promote(
; CHECK-NEXT: alloca [32 x i8], align 16
; CHECK-NOT: arena_alloc
; CHECK: ret void
define void @promote(ptr %arena) {
  %object = call ptr @arena_alloc(ptr %arena, i64 32)
  call void @looks(ptr %object)
  ret void
}

; CHECK-LABEL: define void @promote_zeroed(
; CHECK-NEXT: alloca [24 x i8], align 16
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 %object, i8 0, i64 24, i1 false)
define void @promote_zeroed(ptr %arena) {
  %object = call ptr @arena_calloc(ptr %arena, i64 3, i64 8)
  call void @looks(ptr %object)
  ret void
}

; CHECK-LABEL: define void @promote_demangled(
; CHECK-NEXT: alloca [8 x i8], align 16
; CHECK-NOT: @_ZN5Arena8allocateEm
; CHECK: ret void
define void @promote_demangled(ptr %arena) {
  %object = call ptr @_ZN5Arena8allocateEm(ptr %arena, i64 8)
  call void @looks(ptr %object)
  ret void
}

; CHECK-LABEL: define void @keep_handed_on(
; CHECK-NEXT: call ptr @arena_alloc(
define void @keep_handed_on(ptr %arena) {
  %object = call ptr @arena_alloc(ptr %arena, i64 32)
  call void @keeps(ptr %object)
  ret void
}

; CHECK-LABEL: define ptr @_ZN5Arena8allocateEm(
; CHECK: load ptr, ptr %arena
define ptr @_ZN5Arena8allocateEm(ptr %arena, i64 %size) {
  %top = load ptr, ptr %arena
  %end = getelementptr i8, ptr %top, i64 %size
  store ptr %end, ptr %arena
  ret ptr %top
}
