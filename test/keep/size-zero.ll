; malloc(0) may be null or a shared address, and slots of no bytes may coincide:
; SizeZero. Twin: one byte.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep
; SAY: %object: malloc, 0 bytes
; SAY: action: kept (SizeZero)
; REMARK: %object does not escape keep; %object stays on the heap: its size is zero. To change it: do not allocate
; CHECK-LABEL: define i1 @keep(
; CHECK: %object = call ptr @malloc(i64 0)
; CHECK: call void @free(ptr %object)
define i1 @keep() {
  %object = call ptr @malloc(i64 0)
  %is_null = icmp eq ptr %object, null
  call void @free(ptr %object)
  ret i1 %is_null
}

; SAY-LABEL: function promote
; SAY: %object: malloc, 1 byte
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define i1 @promote(
; CHECK: %object = alloca [1 x i8], align 16
define i1 @promote() {
  %object = call ptr @malloc(i64 1)
  %is_null = icmp eq ptr %object, null
  call void @free(ptr %object)
  ret i1 %is_null
}
