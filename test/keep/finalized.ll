; An object that a finalizer may see die stays: its death would be seen too early,
; or not at all. Twin: one that has none.
;
; RUN: split-file %s %t
; RUN: %opt -passes='escape<no-cleanup;allocators=%t/heap.yaml>' -S %t/in.ll | FileCheck %s
; RUN: %opt -passes='escape<allocators=%t/heap.yaml>' -disable-output -pass-remarks-missed=escape %t/in.ll 2>&1 \
; RUN:   | FileCheck %s --check-prefix=REMARK
; RUN: %opt -passes='escape<allocators=%t/heap.yaml>' -disable-output -pass-remarks-output=%t/remarks.yaml %t/in.ll
; RUN: FileCheck %s --check-prefix=NAME --input-file=%t/remarks.yaml

; CHECK-LABEL: define void @keep(
; CHECK-NEXT: call ptr @make(ptr @finalized)
; REMARK: %object does not escape keep; %object stays on the heap: a finalizer may have to see it die
; NAME: Name: Finalized
;
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: alloca [24 x i8], align 16
;
; Whether this one has a finalizer is not known here.
;
; CHECK-LABEL: define void @keep_unknown(
; CHECK-NEXT: call ptr @make(ptr %type)

;--- heap.yaml
families:
  - {name: heap, frees: never}
functions:
  - {name: make, does: alloc, family: heap, bytes: 24, finalized-if: {argument: 1, offset: 8, mask: 0xff}}
;--- in.ll
target datalayout = "e-m:e-i64:64-n8:16:32:64-S128"

@finalized = constant { i64, i64 } { i64 1, i64 4097 }
@plain = constant { i64, i64 } { i64 1, i64 4096 }

declare ptr @make(ptr)

define void @keep() {
  %object = call ptr @make(ptr @finalized)
  store i64 1, ptr %object
  ret void
}

define void @promote() {
  %object = call ptr @make(ptr @plain)
  store i64 1, ptr %object
  ret void
}

define void @keep_unknown(ptr %type) {
  %object = call ptr @make(ptr %type)
  store i64 1, ptr %object
  ret void
}
