; print<escape> and the analysis print themselves under the names they are called
; by.
;
; RUN: %opt -passes='require<escape>,print<escape>,invalidate<escape>' -print-pipeline-passes -disable-output %s | FileCheck %s
;
; CHECK: {{^}}require<escape>,print<escape>,invalidate<escape>{{(,verify)?$}}

define void @f() {
  ret void
}
