; print<escape> takes no options: with any, it is no pass that is known.
;
; RUN: not %opt -passes='print<escape;no-promote>' -disable-output %s 2>&1 | FileCheck %s
; CHECK: unknown pass name 'print<escape;no-promote>'

define void @f() {
  ret void
}
