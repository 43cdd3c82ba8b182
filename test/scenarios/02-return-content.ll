; 2. `return *pp`: level 1.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-analysis=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK

; CHECK-LABEL: function content
; CHECK-NEXT: leaking param: pp to result level=1
; CHECK-NOT: leaking
; REMARK: remark: {{.*}}: leaking param: pp to result level=1
define ptr @content(ptr %pp) {
  %p = load ptr, ptr %pp
  ret ptr %p
}
