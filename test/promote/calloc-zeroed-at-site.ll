; calloc's bytes are zero at each execution of the call, so they are written
; there and not at entry. Twin: malloc, where nothing is written.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s
; RUN: %opt -passes=escape -S %s | FileCheck %s --check-prefix=CLEAN

declare noalias ptr @calloc(i64, i64)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define i32 @promote_calloc(
; CHECK: entry:
; CHECK-NEXT: %object = alloca [8 x i8], align 16
; CHECK-NEXT: br i1 %c
; CHECK: make:
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr %object)
; CHECK-NEXT: call void @llvm.memset.p0.i64(ptr align 16 %object, i8 0, i64 8, i1 false)
; CHECK-NEXT: %value = load i32, ptr %object
; CLEAN-LABEL: define i32 @promote_calloc(
; CLEAN-NOT: load
; CLEAN: ret i32 0
define i32 @promote_calloc(i1 %c) {
entry:
  br i1 %c, label %make, label %exit

make:
  %object = call ptr @calloc(i64 2, i64 4)
  %value = load i32, ptr %object
  call void @free(ptr %object)
  ret i32 %value

exit:
  ret i32 0
}

; CHECK-LABEL: define i32 @promote_malloc(
; CHECK-NOT: memset
; CHECK: ret i32 %value
define i32 @promote_malloc() {
  %object = call ptr @malloc(i64 8)
  %value = load i32, ptr %object
  call void @free(ptr %object)
  ret i32 %value
}
