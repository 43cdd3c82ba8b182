; ... and where a name itself has one.
;
; RUN: %opt -passes='escape' -pass-remarks=escape -pass-remarks-missed=escape -pass-remarks-analysis=escape -disable-output %s 2>%t.txt
; RUN: not grep -v '^remark: ' %t.txt
; RUN: FileCheck %s < %t.txt
;
; CHECK: remark:

@"odd\0Aglobal" = global ptr null

declare noalias ptr @malloc(i64)

define void @"odd\0Aname"(ptr %"odd\0Aparameter") {
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr @"odd\0Aglobal"
  ret void
}
