; 4. `g = p`: leaking param. The object of a caller escapes with it, and the
; path runs through the function.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-promote>' -pass-remarks-analysis=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=REMARK

@g = global ptr null
declare noalias ptr @malloc(i64)

; CHECK-LABEL: function keep
; CHECK-NEXT: leaking param: p
; REMARK: leaking param: p{{$}}
define void @keep(ptr %p) {
  store ptr %p, ptr @g
  ret void
}

; CHECK-LABEL: function caller
; CHECK: verdict: %x escapes caller
; CHECK-NEXT: flow: {global g} = %x:
; CHECK-NEXT: from call to malloc (allocation)
; CHECK-NEXT: from call to keep (argument 1: kept by it)
; CHECK-NEXT: from store to {global g} (store to memory that others see) in keep
; CHECK-NEXT: action: kept (Escapes)
define void @caller() {
  %x = call ptr @malloc(i64 8)
  call void @keep(ptr %x)
  ret void
}
