; Each independent way out is shown once, the shortest path first; max-paths
; bounds how many, and the count says how many there are.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<max-paths=1>' -pass-remarks-analysis=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=ONE

@g = global ptr null
@h = global ptr null

declare noalias ptr @malloc(i64)
declare void @unknown(ptr)

; CHECK-LABEL: function three
; CHECK: verdict: %x escapes three: 3 ways out
; CHECK-NEXT: flow: {global g} = %x:
; CHECK-NEXT: from call to malloc (allocation)
; CHECK-NEXT: from store to {global g} (store to memory that others see)
; CHECK-NEXT: flow: {unknown function unknown} = %x:
; CHECK-NEXT: from call to malloc (allocation)
; CHECK-NEXT: from call to unknown (argument 1: its body is not seen)
; CHECK-NEXT: flow: {global h} = %x:
; CHECK-NEXT: from call to malloc (allocation)
; CHECK-NEXT: from address of a part (assign)
; CHECK-NEXT: from store to {global h} (store to memory that others see)
; CHECK-NEXT: action: kept (Escapes)
; ONE: %x escapes three: 3 ways out
; ONE: flow: {global g} = %x:
; ONE-NOT: flow:
define void @three() {
  %x = call ptr @malloc(i64 16)
  store ptr %x, ptr @g
  call void @unknown(ptr %x)
  %inside = getelementptr i8, ptr %x, i64 8
  store ptr %inside, ptr @h
  ret void
}
