; llvm-remarkutil reads the records: one missed or passed remark a site.
;
; RUN: %opt -passes=escape -pass-remarks-output=%t.yaml -disable-output %s
; RUN: llvm-remarkutil count --parser=yaml --group-by=function --pass-name=escape --remark-type=passed %t.yaml | FileCheck %s --check-prefix=PASSED
; RUN: llvm-remarkutil count --parser=yaml --group-by=function --pass-name=escape --remark-type=missed %t.yaml | FileCheck %s --check-prefix=MISSED
; RUN: llvm-remarkutil count --parser=yaml --group-by=total --remark-name=PromotedToSlot %t.yaml | FileCheck %s --check-prefix=NAMED
; RUN: llvm-remarkutil count --parser=yaml --group-by=total --remark-name=Escapes %t.yaml | FileCheck %s --check-prefix=ESCAPES
;
; PASSED: mixed,1
; PASSED: promoted,2
; MISSED: mixed,1
; NAMED: 3
; ESCAPES: 1

@global = global ptr null

declare noalias ptr @malloc(i64)

define void @promoted() {
  %a = call ptr @malloc(i64 16)
  %b = call ptr @malloc(i64 16)
  store ptr %a, ptr %b
  ret void
}

define void @mixed() {
  %a = call ptr @malloc(i64 16)
  %b = call ptr @malloc(i64 16)
  store ptr %a, ptr @global
  store i32 1, ptr %b
  ret void
}
