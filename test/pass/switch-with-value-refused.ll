; A switch that is given a value exists, and takes none: the message says so.
;
; RUN: not %opt -passes='escape<no-promote=1>' -disable-output %s 2>&1 | FileCheck %s
;
; CHECK: error: escape: option 'no-promote' takes no value

define void @f() {
  ret void
}
