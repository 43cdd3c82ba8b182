; ptrtoaddr: the address goes, the object does not.
;
; LLVM 19 has no such instruction.
; REQUIRES: llvm-22
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function address_leaked
; CHECK: %p does not escape address_leaked
; CHECK-NEXT: action: kept (AddressObserved)
define i64 @address_leaked() {
  %p = call ptr @malloc(i64 8)
  %address = ptrtoaddr ptr %p to i64
  ret i64 %address
}

; CHECK-LABEL: function address_leaked_and_freed
; CHECK: %p does not escape address_leaked_and_freed
; CHECK-NEXT: action: promote to a slot
define i64 @address_leaked_and_freed() {
  %p = call ptr @malloc(i64 8)
  %address = ptrtoaddr ptr %p to i64
  call void @free(ptr %p)
  ret i64 %address
}

; CHECK-LABEL: function address_tested_for_zero
; CHECK: %p does not escape address_tested_for_zero
; CHECK-NEXT: action: promote to a slot
define i1 @address_tested_for_zero() {
  %p = call ptr @malloc(i64 8)
  %address = ptrtoaddr ptr %p to i64
  %zero = icmp eq i64 %address, 0
  ret i1 %zero
}
