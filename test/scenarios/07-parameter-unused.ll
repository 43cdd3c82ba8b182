; 7. parameter not used: does not escape.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-analysis=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK

; CHECK-LABEL: function unused
; CHECK-NEXT: p does not escape
; REMARK: p does not escape{{$}}
define void @unused(ptr %p) {
  ret void
}
