; 41. `p = x; p = y; g = p`: x does not escape (beyond Go). In registers the
; optimizer says which; where p is a variable in memory, memory has no order
; here, and x is kept for now (Escapes).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK

@g = global ptr null
declare noalias ptr @malloc(i64)

; CHECK-LABEL: function in_registers
; CHECK: %x does not escape in_registers
; CHECK-NEXT: action: promote to a slot
; CHECK: %y escapes in_registers
define void @in_registers() {
  %x = call ptr @malloc(i64 8)
  %y = call ptr @malloc(i64 8)
  store ptr %y, ptr @g
  ret void
}

; CHECK-LABEL: function in_memory
; CHECK: %x escapes in_memory
; CHECK: action: kept (Escapes)
; CHECK: %y escapes in_memory
; CHECK: action: kept (Escapes)
; REMARK: %x escapes in_memory; %x stays on the heap: unknown code or memory may keep its address
define void @in_memory() {
  %p = alloca ptr
  %x = call ptr @malloc(i64 8)
  %y = call ptr @malloc(i64 8)
  store ptr %x, ptr %p
  store ptr %y, ptr %p
  %last = load ptr, ptr %p
  store ptr %last, ptr @g
  ret void
}
