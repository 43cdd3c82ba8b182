; print<escape> prints itself under the name it is called by.
;
; RUN: %opt -passes='print<escape>' -print-pipeline-passes -disable-output %s | FileCheck %s
;
; CHECK: {{^}}print<escape>{{(,verify)?$}}

define void @f() {
  ret void
}
