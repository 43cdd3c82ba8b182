; 24. the result object itself is leaked: leaking param (golang#44614, a real
; miscompile there): a caller that drops the result must not take p for its own.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@g = global ptr null
declare noalias ptr @malloc(i64)

; CHECK-LABEL: function wrap
; CHECK-NEXT: leaking param: p{{$}}
; CHECK: %box escapes wrap: 2 ways out
define ptr @wrap(ptr %p) {
  %box = call ptr @malloc(i64 8)
  store ptr %p, ptr %box
  store ptr %box, ptr @g
  ret ptr %box
}

; CHECK-LABEL: function caller
; CHECK: %x escapes caller
; CHECK: action: kept (Escapes)
define void @caller() {
  %x = call ptr @malloc(i64 8)
  %discarded = call ptr @wrap(ptr %x)
  ret void
}
