; Where allocas live in another address space than the heap (AMDGPU: 5 and 0)
; a slot would need a cast that is not built yet: AddressSpace. Twin: the same
; function where both are 0.
;
; RUN: split-file %s %t
; RUN: %opt -passes='print<escape>' -disable-output %t/other.ll 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t/out.ll %t/other.ll 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t/out.ll
; RUN: %opt -passes='escape<no-cleanup>' -S %t/same.ll | FileCheck %s --check-prefix=SAME

; SAY: action: kept (AddressSpace)
; REMARK: %object does not escape keep; %object stays on the heap: the heap and the stack are in different address spaces{{$}}
; CHECK-NOT: alloca
; CHECK: %object = call ptr @my_alloc(i64 16)
; SAME: %object = alloca [16 x i8], align 16

;--- other.ll
target datalayout = "A5"
declare noalias ptr @my_alloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="mine"
define void @keep() {
  %object = call ptr @my_alloc(i64 16)
  store i64 1, ptr %object
  ret void
}

;--- same.ll
target datalayout = "A0"
declare noalias ptr @my_alloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="mine"
define void @promote() {
  %object = call ptr @my_alloc(i64 16)
  store i64 1, ptr %object
  ret void
}
