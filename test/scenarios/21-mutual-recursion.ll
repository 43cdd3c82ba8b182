; 21. mutual recursion without a sink: does not escape. 22. with a sink: leaking
; param. 23. recursion that returns its parameter: level 0.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-analysis=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

@g = global ptr null
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-DAG: function even{{$}}
; CHECK-DAG: p does not escape
; REMARK: p does not escape
define void @even(ptr %p, i32 %n) {
entry:
  %stop = icmp eq i32 %n, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %n, 1
  call void @odd(ptr %p, i32 %less)
  br label %exit

exit:
  ret void
}

define void @odd(ptr %p, i32 %n) {
  store i32 %n, ptr %p
  call void @even(ptr %p, i32 %n)
  ret void
}

; CHECK-LABEL: function even_sink
; CHECK-NEXT: leaking param: p
; REMARK: leaking param: p{{$}}
define void @even_sink(ptr %p, i32 %n) {
entry:
  %stop = icmp eq i32 %n, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %n, 1
  call void @odd_sink(ptr %p, i32 %less)
  br label %exit

exit:
  ret void
}

; CHECK-LABEL: function odd_sink
; CHECK-NEXT: leaking param: p
define void @odd_sink(ptr %p, i32 %n) {
  store ptr %p, ptr @g
  call void @even_sink(ptr %p, i32 %n)
  ret void
}

; CHECK-LABEL: function returns_it
; CHECK-NEXT: leaking param: p to result level=0
; REMARK: leaking param: p to result level=0
define ptr @returns_it(ptr %p, i32 %n) {
entry:
  %stop = icmp eq i32 %n, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %n, 1
  %below = call ptr @returns_it(ptr %p, i32 %less)
  ret ptr %below

exit:
  ret ptr %p
}

; CHECK-LABEL: function use_even
; CHECK: action: promote to a slot, drop 1 free
; IR-LABEL: define void @use_even(
; IR-NEXT: alloca [8 x i8], align 16
define void @use_even() {
  %x = call ptr @malloc(i64 8)
  call void @even(ptr %x, i32 4)
  call void @free(ptr %x)
  ret void
}

; CHECK-LABEL: function use_even_sink
; CHECK: %x escapes use_even_sink
; CHECK: action: kept (Escapes)
define void @use_even_sink() {
  %x = call ptr @malloc(i64 8)
  call void @even_sink(ptr %x, i32 4)
  ret void
}

; CHECK-LABEL: function use_returns_it
; CHECK: action: promote to a slot, drop 1 free
define void @use_returns_it() {
  %x = call ptr @malloc(i64 8)
  %y = call ptr @returns_it(ptr %x, i32 4)
  call void @free(ptr %y)
  ret void
}
