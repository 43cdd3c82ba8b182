; captures(address, ret: address, provenance): the pointer comes back in the
; result, and its address stays with the callee besides. Twin: it only comes back.
;
; LLVM 19 has captures(none) alone.
; REQUIRES: llvm-22
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare ptr @both(ptr captures(address, ret: address, provenance)) nofree willreturn nounwind memory(none)
declare ptr @back(ptr captures(ret: address, provenance)) nofree willreturn nounwind memory(none)

; CHECK-LABEL: function keep
; CHECK: action: kept (AddressObserved)
define void @keep() {
  %object = call ptr @malloc(i64 16)
  %same = call ptr @both(ptr %object)
  store i32 1, ptr %same
  ret void
}

; CHECK-LABEL: function promote
; CHECK: action: promote to a slot, drop 0 frees
define void @promote() {
  %object = call ptr @malloc(i64 16)
  %same = call ptr @back(ptr %object)
  store i32 1, ptr %same
  ret void
}
