; With `certify` each solution is checked by code that shares nothing with the
; solver. What is right passes and changes no verdict.
;
; RUN: %opt -passes='escape<certify>' -pass-remarks=escape -S %s -o %t.ll 2>&1 | FileCheck %s
; RUN: %opt -passes='escape' -S %s -o - | diff - %t.ll
;
; So is the careful answer of an analysis that ran out of steps: all is external.
;
; RUN: %opt -passes='escape<certify;max-steps=0>' -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=BUDGET
;
; BUDGET: %object may escape made_and_freed: the analysis did not finish
;
; CHECK: moved to stack: %object (4 bytes, slot; 1 free removed)

declare noalias ptr @malloc(i64)
declare void @free(ptr)

define i32 @made_and_freed(ptr %from) {
  %object = call ptr @malloc(i64 4)
  %value = load i32, ptr %from
  store i32 %value, ptr %object
  %again = load i32, ptr %object
  call void @free(ptr %object)
  ret i32 %again
}
