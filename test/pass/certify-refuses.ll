; A solution that lacks a target is an error, and nothing is changed.
;
; REQUIRES: guard-switches
; RUN: not %opt -passes='escape<certify;disable-guard=Solution>' -S %s -o - 2>&1 | FileCheck %s
;
; CHECK: error: escape: the solution for made_and_freed is not one: {{.+}}

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
