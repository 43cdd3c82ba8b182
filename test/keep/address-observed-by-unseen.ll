; captures(address): the callee keeps the address, which tells of the object what
; a comparison tells: AddressObserved. Twin: captures(address_is_null).
;
; LLVM 19 has no such attributes.
; REQUIRES: llvm-22
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY

declare noalias ptr @malloc(i64)
declare void @look(ptr captures(address)) nofree
declare void @is_there(ptr captures(address_is_null)) nofree

; SAY-LABEL: function keep_captures_address
; SAY: verdict: %object does not escape keep_captures_address
; SAY-NEXT: action: kept (AddressObserved)
define void @keep_captures_address() {
  %object = call ptr @malloc(i64 16)
  call void @look(ptr %object)
  ret void
}

; SAY-LABEL: function promote_captures_address_is_null
; SAY: action: promote to a slot, drop 0 frees
define void @promote_captures_address_is_null() {
  %object = call ptr @malloc(i64 16)
  call void @is_there(ptr %object)
  ret void
}
