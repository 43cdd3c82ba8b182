; 3. `return **ppp`: level 2.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-analysis=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK

; CHECK-LABEL: function deep
; CHECK-NEXT: leaking param: ppp to result level=2
; CHECK-NOT: leaking
; REMARK: leaking param: ppp to result level=2
define ptr @deep(ptr %ppp) {
  %pp = load ptr, ptr %ppp
  %p = load ptr, ptr %pp
  ret ptr %p
}
