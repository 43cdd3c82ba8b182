; 8. `return c ? p : q`: both level 0.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-analysis=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK

; CHECK-LABEL: function either
; CHECK-NEXT: leaking param: p to result level=0
; CHECK-NEXT: leaking param: q to result level=0
; REMARK: leaking param: p to result level=0
; REMARK: leaking param: q to result level=0
define ptr @either(i1 %c, ptr %p, ptr %q) {
entry:
  br i1 %c, label %left, label %join

left:
  br label %join

join:
  %chosen = phi ptr [ %p, %left ], [ %q, %entry ]
  ret ptr %chosen
}
