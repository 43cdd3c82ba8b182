; Operands of inline assembler may be kept, stored and freed: they escape, also
; as memory operands, as outputs' places, and in callbr.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function keep_register
; CHECK: %p escapes keep_register
; CHECK: from call to inline assembly (operand of assembler)
define void @keep_register() {
  %p = call ptr @malloc(i64 16)
  call void asm sideeffect "", "r"(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_memory
; CHECK: %p escapes keep_memory
define void @keep_memory() {
  %p = call ptr @malloc(i64 16)
  call void asm sideeffect "", "*m"(ptr elementtype(i32) %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_callbr
; CHECK: %p escapes keep_callbr
define void @keep_callbr() {
entry:
  %p = call ptr @malloc(i64 16)
  callbr void asm sideeffect "", "r,!i"(ptr %p)
          to label %next [label %other]

next:
  ret void

other:
  ret void
}

; Assembler that gets no pointer reaches no object that did not leave.
; CHECK-LABEL: function promote_barrier
; CHECK: action: promote to a slot, drop 1 free
define void @promote_barrier() {
  %p = call ptr @malloc(i64 16)
  store i32 1, ptr %p
  call void asm sideeffect "", "~{memory}"()
  call void @free(ptr %p)
  ret void
}
