; What -print-pipeline-passes prints can be given to -passes again.
;
; RUN: %opt -passes='escape<no-promote;frame-bytes=77>,escape' -print-pipeline-passes -disable-output %s | FileCheck %s
;
; CHECK: {{^}}escape<no-promote;frame-bytes=77>,escape{{(,verify)?$}}

define void @f() {
  ret void
}
