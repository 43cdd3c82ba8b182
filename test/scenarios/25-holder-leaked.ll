; 25. `*b = a; g = b`: a and b escape. 26. `*b = a; g = *b`: a escapes, b does
; not. 27. `gi = **b` (a scalar): neither does.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

@g = global ptr null
@gi = global i32 0
declare noalias ptr @malloc(i64)

; CHECK-LABEL: function holder_leaked
; CHECK: %a escapes holder_leaked
; CHECK: action: kept (Escapes)
; CHECK: %b escapes holder_leaked
; CHECK: action: kept (Escapes)
; REMARK: %a escapes holder_leaked; %a stays on the heap
; REMARK: %b escapes holder_leaked; %b stays on the heap
define void @holder_leaked() {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  store ptr %a, ptr %b
  store ptr %b, ptr @g
  ret void
}

; CHECK-LABEL: function held_leaked
; CHECK: %a escapes held_leaked
; CHECK: action: kept (Escapes)
; CHECK: %b does not escape held_leaked
; CHECK: action: promote to a slot
; REMARK: %a escapes held_leaked; %a stays on the heap
; IR-LABEL: define void @held_leaked(
; IR-NEXT: %b = alloca [8 x i8], align 16
; IR-NEXT: %a = call ptr @malloc
define void @held_leaked() {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  store ptr %a, ptr %b
  %again = load ptr, ptr %b
  store ptr %again, ptr @g
  ret void
}

; CHECK-LABEL: function number_leaked
; CHECK: %a does not escape number_leaked
; CHECK: action: promote to a slot
; CHECK: %b does not escape number_leaked
; CHECK: action: promote to a slot
; IR-LABEL: define void @number_leaked(
; IR-COUNT-2: alloca [8 x i8], align 16
; IR-NOT: @malloc
define void @number_leaked() {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  store ptr %a, ptr %b
  %again = load ptr, ptr %b
  %number = load i32, ptr %again
  store i32 %number, ptr @gi
  ret void
}
