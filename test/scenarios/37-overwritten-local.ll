; 37. a local overwritten through a pointer to it (golang#76488): does not
; escape (beyond Go).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)

; CHECK-LABEL: function overwritten
; CHECK: %x does not escape overwritten
; CHECK-NEXT: action: promote to a slot
define void @overwritten() {
  %local = alloca ptr
  %pointer = alloca ptr
  store ptr %local, ptr %pointer
  %x = call ptr @malloc(i64 8)
  store ptr %x, ptr %local
  %again = load ptr, ptr %pointer
  store ptr null, ptr %again
  ret void
}
