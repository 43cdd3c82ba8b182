; A null check does not keep an object on the heap: its out-of-memory path can
; no longer be taken, and goes. Twin: keep/size-zero.ll, where null is possible.
;
; RUN: %opt -passes=escape -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @abort() noreturn

; CHECK-LABEL: define i32 @promote(
; CHECK-NEXT: entry:
; CHECK-NEXT: ret i32 %value
; CHECK-NEXT: }
define i32 @promote(i32 %value) {
entry:
  %object = call ptr @malloc(i64 4)
  %failed = icmp eq ptr %object, null
  br i1 %failed, label %out_of_memory, label %work

out_of_memory:
  call void @abort()
  unreachable

work:
  store i32 %value, ptr %object
  %read = load i32, ptr %object
  call void @free(ptr %object)
  ret i32 %read
}
