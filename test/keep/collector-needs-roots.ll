; A collector that does not look at frames by itself would miss what only a slot
; points to. Twin: one that does.
;
; RUN: split-file %s %t
; RUN: %opt -passes='escape<no-cleanup;allocators=%t/heap.yaml>' -S %t/in.ll | FileCheck %s

; CHECK-LABEL: define void @keep(
; CHECK-NEXT: call ptr @precise(i64 16)
;
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: alloca [16 x i8], align 16

;--- heap.yaml
families:
  - {name: precise, frees: never, collector: needs-roots}
  - {name: conservative, frees: never, collector: finds-roots}
functions:
  - {name: precise, does: alloc, family: precise, size: 1}
  - {pattern: "cons*[vV]e", does: alloc, family: conservative, size: 1}
;--- in.ll
target datalayout = "e-m:e-i64:64-n8:16:32:64-S128"

declare ptr @precise(i64)
declare ptr @conservative(i64)

define void @keep() {
  %object = call ptr @precise(i64 16)
  store i64 1, ptr %object
  ret void
}

define void @promote() {
  %object = call ptr @conservative(i64 16)
  store i64 1, ptr %object
  ret void
}
