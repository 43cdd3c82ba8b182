; 28. `n->next = n`, local: does not escape. 29. `n->next = n; g = n`: escapes,
; and the path is finite.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

@g = global ptr null
declare noalias ptr @malloc(i64)

; CHECK-LABEL: function local
; CHECK: %n does not escape local
; CHECK: action: promote to a slot
; REMARK: moved to stack: %n (16 bytes, slot)
; IR-LABEL: define void @local(
; IR-NEXT: alloca [16 x i8], align 16
define void @local() {
  %n = call ptr @malloc(i64 16)
  store ptr %n, ptr %n
  ret void
}

; CHECK-LABEL: function leaked
; CHECK: verdict: %n escapes leaked
; CHECK-NEXT: flow: {global g} = %n:
; CHECK-NEXT: from call to malloc (allocation)
; CHECK-NEXT: from store to {global g} (store to memory that others see)
; CHECK-NEXT: action: kept (Escapes)
; REMARK: %n escapes leaked; %n stays on the heap: unknown code or memory may keep its address
define void @leaked() {
  %n = call ptr @malloc(i64 16)
  store ptr %n, ptr %n
  store ptr %n, ptr @g
  ret void
}
