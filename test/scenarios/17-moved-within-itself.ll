; 17. `b->buf = b->buf + n`: b does not escape.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-analysis=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK

; CHECK-LABEL: function advance
; CHECK-NEXT: b does not escape
; REMARK: b does not escape{{$}}
define void @advance(ptr %b, i64 %n) {
  %buf = load ptr, ptr %b
  %moved = getelementptr i8, ptr %buf, i64 %n
  store ptr %moved, ptr %b
  ret void
}
