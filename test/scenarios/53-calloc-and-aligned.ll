; 53. calloc: promoted, zeroed on each execution; aligned_alloc: promoted,
; aligned.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

declare noalias ptr @calloc(i64, i64)
declare noalias ptr @aligned_alloc(i64, i64)
declare void @free(ptr)

; CHECK-LABEL: function zeroed
; CHECK: %x: calloc, 24 bytes
; CHECK: action: promote to a slot, drop 1 free
; REMARK: moved to stack: %x (24 bytes, slot; 1 free removed)
; IR-LABEL: define i32 @zeroed(
; IR-NEXT: %x = alloca [24 x i8], align 16
; IR-NEXT: call void @llvm.lifetime.start.p0(ptr %x)
; IR-NEXT: call void @llvm.memset.p0.i64(ptr align 16 %x, i8 0, i64 24, i1 false)
define i32 @zeroed() {
  %x = call ptr @calloc(i64 3, i64 8)
  %value = load i32, ptr %x
  call void @free(ptr %x)
  ret i32 %value
}

; CHECK-LABEL: function aligned
; CHECK: %x: aligned_alloc, 64 bytes
; CHECK: action: promote to a slot, drop 1 free
; REMARK: moved to stack: %x (64 bytes, slot; 1 free removed)
; IR-LABEL: define void @aligned(
; IR-NEXT: %x = alloca [64 x i8], align 64
define void @aligned() {
  %x = call ptr @aligned_alloc(i64 64, i64 64)
  store i32 1, ptr %x
  call void @free(ptr %x)
  ret void
}
