; 18. `b->buf = b->inl; ... return b->buf`: b leaks, level 0.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-analysis=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK

; CHECK-LABEL: function use_inline_buffer
; CHECK: leaking param: b to result level=0
; REMARK: leaking param: b to result level=0
define ptr @use_inline_buffer(ptr %b) {
  %inline = getelementptr i8, ptr %b, i64 16
  store ptr %inline, ptr %b
  %buf = load ptr, ptr %b
  ret ptr %buf
}
