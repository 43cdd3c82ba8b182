; 13. `*out = x`: escapes the callee, the sink is named `*out`. Promotion in a
; caller whose `out` is local is not built yet: kept.
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
; IR: call void @make(ptr %out)
; IR: call void @free
define void @caller() {
  %out = alloca ptr
  call void @make(ptr %out)
  %x = load ptr, ptr %out
  call void @free(ptr %x)
  ret void
}
