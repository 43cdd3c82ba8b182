; -time-passes knows the pass by its name, and the module is the same with it.
;
; RUN: %opt -passes=escape -time-passes -S -o %t.timed.ll %s 2>&1 | FileCheck %s
; RUN: %opt -passes=escape -S -o %t.ll %s
; RUN: cmp %t.timed.ll %t.ll
;
; CHECK: Pass execution timing report
; CHECK: EscapePass

declare noalias ptr @malloc(i64)

define void @f() {
  %p = call ptr @malloc(i64 16)
  store i32 1, ptr %p
  ret void
}
