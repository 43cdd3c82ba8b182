; Errors that the heap might have shown are undefined already, and nothing shows them
; in a slot: a use after free, a second free, an access beyond the end, a leak.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr captures(none)) nofree

; CHECK-LABEL: define i64 @used_after_free(
; CHECK-NEXT: %object = alloca [16 x i8], align 16
; CHECK: call void @use(ptr %object)
; CHECK-NOT: @free
; CHECK: call void @use(ptr %object)
; CHECK: %late = load i64, ptr %object
define i64 @used_after_free() {
  %object = call ptr @malloc(i64 16)
  call void @use(ptr %object)
  call void @free(ptr %object)
  call void @use(ptr %object)
  %late = load i64, ptr %object
  ret i64 %late
}

; CHECK-LABEL: define void @freed_twice(
; CHECK-NEXT: %object = alloca [16 x i8], align 16
; CHECK-NOT: @free
; CHECK: ret void
define void @freed_twice() {
  %object = call ptr @malloc(i64 16)
  call void @use(ptr %object)
  call void @free(ptr %object)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @beyond_the_end(
; CHECK-NEXT: %object = alloca [16 x i8], align 16
; CHECK: store i64 1, ptr %end
define void @beyond_the_end() {
  %object = call ptr @malloc(i64 16)
  %end = getelementptr i8, ptr %object, i64 16
  store i64 1, ptr %end
  call void @use(ptr %object)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @leaked(
; CHECK-NEXT: %object = alloca [16 x i8], align 16
; CHECK-NOT: @malloc
; CHECK: ret void
define void @leaked() {
  %object = call ptr @malloc(i64 16)
  call void @use(ptr %object)
  ret void
}
