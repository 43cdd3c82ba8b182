; A function without a body that keeps its argument nowhere but in its result.
;
; LLVM 19 has captures(none) alone.
; REQUIRES: llvm-22
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)

; ret: components flow to the result.
; CHECK-LABEL: function promote_through_result
; CHECK: %p does not escape promote_through_result
declare ptr @same(ptr captures(ret: address, provenance)) nofree
define void @promote_through_result() {
  %p = call ptr @malloc(i64 8)
  %again = call ptr @same(ptr %p)
  store i32 1, ptr %again
  ret void
}

; CHECK-LABEL: function keep_through_result
; CHECK: %p escapes keep_through_result
define void @keep_through_result() {
  %p = call ptr @malloc(i64 8)
  %again = call ptr @same(ptr %p)
  store ptr %again, ptr @global
  ret void
}
