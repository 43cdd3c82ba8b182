; An address stored in a global variable may be kept by anyone: Escapes.
; Twin: the same store goes to a local variable.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

@global = global ptr null

declare noalias ptr @malloc(i64)

; SAY-LABEL: function keep
; SAY:      %object: malloc, 16 bytes
; SAY-NEXT: verdict: %object escapes keep
; SAY-NEXT: flow: {global global} = %object:
; SAY-NEXT: from call to malloc (allocation)
; SAY-NEXT: from store to {global global} (store to memory that others see)
; SAY-NEXT: action: kept (Escapes)
; REMARK: remark: {{.*}}: %object escapes keep; %object stays on the heap: unknown code or memory may keep its address. To change it: remove the flow shown, or let the optimizer see the code it goes to
; CHECK-LABEL: define void @keep(
; CHECK-NOT: alloca
; CHECK: %object = call ptr @malloc(i64 16)
define void @keep() {
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr @global
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 0 frees
; REMARK-NOT: promote
; CHECK-LABEL: define void @promote(
; CHECK: %object = alloca [16 x i8], align 16
; CHECK-NOT: @malloc
define void @promote() {
  %local = alloca ptr
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %local
  ret void
}
