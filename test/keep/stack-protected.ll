; A promotion turns a heap overflow into a stack overflow. With skip-ssp the
; functions with a stack protector are left alone: StackProtected. Twins: the
; same functions without the option, and one without a protector with it.
;
; RUN: %opt -passes='escape<skip-ssp;no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<skip-ssp>' -pass-remarks-output=%t.yaml -disable-output %s
; RUN: FileCheck %s --check-prefix=NAME < %t.yaml
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=WITHOUT

; NAME-COUNT-3: Name:            StackProtected
; WITHOUT-NOT: call {{.*}}@malloc

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; REMARK: %object does not escape keep; %object stays on the heap: the function has a stack protector, and skip-ssp is set. To change it: leave skip-ssp out
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define void @keep() ssp {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @keep_strong(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define void @keep_strong() sspstrong {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @keep_required(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define void @keep_required() sspreq {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @promote(
; CHECK-NEXT: alloca [16 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
