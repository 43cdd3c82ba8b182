; A size that is no constant where the allocator does not say which operand it
; is, or where slots for such sizes are off: SizeUnknown. Twins: the constant, and
; promote/sized-slot.ll.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;sized-slot-bytes=0>' -S %s | FileCheck %s --check-prefix=OFF

declare noalias ptr @my_alloc(i64) allockind("alloc,uninitialized") "alloc-family"="mine"
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep
; SAY: %object: my_alloc, unknown size
; SAY-NEXT: verdict: %object does not escape keep
; SAY-NEXT: action: kept (SizeUnknown)
; REMARK: %object does not escape keep; %object stays on the heap: its size cannot be computed. To change it: give the allocator the attribute alloc_size, or leave sized-slot-bytes as it is
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @my_alloc(i64 %size)
define void @keep(i64 %size) {
  %object = call ptr @my_alloc(i64 %size)
  store i8 1, ptr %object
  ret void
}

; OFF-LABEL: define void @off(
; OFF-NEXT: %object = call ptr @malloc(i64 %size)
; OFF-NEXT: call void @free(ptr %object)
define void @off(i64 %size) {
  %object = call ptr @malloc(i64 %size)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK: %object = alloca [16 x i8], align 16
; CHECK-NOT: @free
define void @promote(i64 %size) {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
