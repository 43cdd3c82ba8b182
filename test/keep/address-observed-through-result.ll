; `captures(ret: address)`: the result tells the address, and the caller of
; @keep can compare it with that of a later object: AddressObserved. Twin: the
; result tells only whether it is null.
;
; LLVM 19 has captures(none) alone.
; REQUIRES: llvm-22
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare i64 @address(ptr captures(ret: address)) nofree memory(none)
declare i64 @nullness(ptr captures(ret: address_is_null)) nofree memory(none)

; CHECK-LABEL: function keep
; CHECK: action: kept (AddressObserved)
define i64 @keep() {
  %object = call ptr @malloc(i64 16)
  %number = call i64 @address(ptr %object)
  ret i64 %number
}

; CHECK-LABEL: function promote
; CHECK: action: promote to a slot, drop 0 frees
define i64 @promote() {
  %object = call ptr @malloc(i64 16)
  %number = call i64 @nullness(ptr %object)
  ret i64 %number
}
