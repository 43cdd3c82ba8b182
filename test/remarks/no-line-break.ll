; No message and no argument has a line break, whatever names look like: tools
; corrupt those.
;
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-output=%t.yaml -disable-output %s
; RUN: not grep -F "\n" %t.yaml
; RUN: %opt -passes='escape' -pass-remarks=escape -pass-remarks-missed=escape -pass-remarks-analysis=escape -disable-output %s 2>%t.txt
; RUN: not grep -v '^remark: ' %t.txt
; RUN: FileCheck %s < %t.txt
;
; CHECK-COUNT-4: remark:

@global = global ptr null

declare noalias ptr @malloc(i64)
declare void @unknown(ptr)

define ptr @leaks(ptr %a, ptr %b) {
  %object = call ptr @malloc(i64 16)
  call void @unknown(ptr %object)
  store ptr %object, ptr @global
  ret ptr %object
}

define void @promotes(ptr %a) {
  %object = call ptr @malloc(i64 16)
  store ptr %a, ptr %object
  ret void
}
