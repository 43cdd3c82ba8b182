; malloc_usable_size as <malloc.h> declares it: the reason is what the call does
; (UsableSize), not that its body is not seen. Twin: usable-size.ll.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i64 @malloc_usable_size(ptr)

; CHECK-LABEL: function keep
; CHECK: %object does not escape keep
; CHECK-NEXT: action: kept (UsableSize)
define i64 @keep() {
  %object = call ptr @malloc(i64 16)
  %size = call i64 @malloc_usable_size(ptr %object)
  call void @free(ptr %object)
  ret i64 %size
}
