; 1. `return p`: p leaks to result, level 0.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-output=%t.yaml -disable-output %s
; RUN: FileCheck %s --check-prefix=REMARK < %t.yaml

; CHECK-LABEL: function id
; CHECK-NEXT: leaking param: p to result level=0
; REMARK: --- !Analysis
; REMARK-NEXT: Pass:            escape
; REMARK-NEXT: Name:            Parameter
; REMARK-NEXT: Function:        id
; REMARK-NEXT: Args:
; REMARK-NEXT: - String:          'leaking param: p to result level=0'
define ptr @id(ptr %p) {
  ret ptr %p
}
