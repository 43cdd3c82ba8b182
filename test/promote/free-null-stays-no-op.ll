; free(null) does nothing: it may stay, and it is no end of anybody's lifetime.
; Where the operand is the object or null, the free goes, without a
; lifetime.end: if it was null, the object is still alive. Twin: the free of the
; object itself ends its lifetime.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define i32 @promote_beside_null(
; CHECK: alloca [16 x i8], align 16
; CHECK: call void @free(ptr null)
; CHECK-NEXT: %value = load i32, ptr %object
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
define i32 @promote_beside_null() {
  %object = call ptr @malloc(i64 16)
  store i32 7, ptr %object
  call void @free(ptr null)
  %value = load i32, ptr %object
  call void @free(ptr %object)
  ret i32 %value
}

; CHECK-LABEL: define i32 @promote_object_or_null(
; CHECK: alloca [16 x i8], align 16
; CHECK-NOT: lifetime.end
; CHECK-NOT: @free(
; CHECK: %value = load i32, ptr %object
; CHECK-NOT: lifetime.end
; CHECK: ret i32 %value
define i32 @promote_object_or_null(i1 %c) {
  %object = call ptr @malloc(i64 16)
  store i32 7, ptr %object
  %maybe = select i1 %c, ptr %object, ptr null
  call void @free(ptr %maybe)
  %value = load i32, ptr %object
  ret i32 %value
}

; CHECK-LABEL: define void @promote_phi_of_null(
; CHECK: alloca [16 x i8], align 16
; CHECK: exit:
; CHECK-NOT: lifetime.end
; CHECK-NOT: @free(
; CHECK: ret void
define void @promote_phi_of_null(i1 %c) {
entry:
  br i1 %c, label %make, label %exit

make:
  %object = call ptr @malloc(i64 16)
  store i32 7, ptr %object
  br label %exit

exit:
  %maybe = phi ptr [ %object, %make ], [ null, %entry ]
  call void @free(ptr %maybe)
  ret void
}

; Two slots: which one is freed is not known, so neither lifetime ends.
; CHECK-LABEL: define i32 @promote_either_of_two(
; CHECK-COUNT-2: alloca [16 x i8], align 16
; CHECK-NOT: lifetime.end
; CHECK-NOT: @free(
; CHECK: ret i32 %value
define i32 @promote_either_of_two(i1 %c) {
  %left = call ptr @malloc(i64 16)
  %right = call ptr @malloc(i64 16)
  store i32 7, ptr %left
  %freed = select i1 %c, ptr %left, ptr %right
  %other = select i1 %c, ptr %right, ptr %left
  call void @free(ptr %freed)
  %value = load i32, ptr %left
  call void @free(ptr %other)
  ret i32 %value
}

; Read back from memory: which object it is then is not certain.
; CHECK-LABEL: define void @promote_read_back(
; CHECK-NOT: lifetime.end
; CHECK-NOT: @free(
; CHECK: ret void
define void @promote_read_back() {
  %cell = alloca ptr
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %cell
  %again = load ptr, ptr %cell
  call void @free(ptr %again)
  ret void
}
