; 13. `*out = x`: escapes the callee, the sink is named `*out`. In a caller whose
; `out` is local it is in the caller's frame.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=IR

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function make
; CHECK: verdict: %x escapes make
; CHECK-NEXT: flow: *out = %x:
; CHECK-NEXT: from call to malloc (allocation)
; CHECK-NEXT: from store to *out (store into the caller's memory)
; CHECK-NEXT: action: kept (OutlivesFunction)
; IR-LABEL: define void @make(
; IR-NEXT: call ptr @malloc
define void @make(ptr %out) {
  %x = call ptr @malloc(i64 8)
  store ptr %x, ptr %out
  ret void
}

; IR-LABEL: define void @caller(
; IR: alloca [8 x i8]
; IR-NOT: call void @make(
; IR-NOT: @malloc
define void @caller() {
  %out = alloca ptr
  call void @make(ptr %out)
  %x = load ptr, ptr %out
  call void @free(ptr %x)
  ret void
}

; The keep twin: the caller's `out` is a global.
; IR-LABEL: define void @escapes_caller(
; IR: call void @make(ptr @global)
@global = global ptr null
define void @escapes_caller() {
  call void @make(ptr @global)
  ret void
}
