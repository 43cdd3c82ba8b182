; As declared in <malloc.h>, malloc_usable_size promises nothing: kept in any
; case. The twin is in usable-size.ll.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i64 @malloc_usable_size(ptr)

; CHECK-LABEL: define i64 @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK-NEXT: %size = call i64 @malloc_usable_size(ptr %object)
; CHECK-NEXT: call void @free(ptr %object)
define i64 @keep() {
  %object = call ptr @malloc(i64 16)
  %size = call i64 @malloc_usable_size(ptr %object)
  call void @free(ptr %object)
  ret i64 %size
}
