; ptrtoint: the pointer leaves, unless the integer is only compared, or
; subtracted from an address of the same object. inttoptr: may be anything that left.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null
@number = global i64 0

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function stored_as_integer
; CHECK: %p escapes stored_as_integer
; CHECK: from conversion to an integer (made an integer)
define void @stored_as_integer() {
  %p = call ptr @malloc(i64 8)
  %bits = ptrtoint ptr %p to i64
  store i64 %bits, ptr @number
  ret void
}

; CHECK-LABEL: function exchanged_as_integer
; CHECK: %p escapes exchanged_as_integer
define void @exchanged_as_integer() {
  %p = call ptr @malloc(i64 8)
  %bits = ptrtoint ptr %p to i64
  %old = atomicrmw xchg ptr @number, i64 %bits seq_cst
  ret void
}

; CHECK-LABEL: function returned_as_integer
; CHECK: %p escapes returned_as_integer
define i64 @returned_as_integer() {
  %p = call ptr @malloc(i64 8)
  %bits = ptrtoint ptr %p to i64
  ret i64 %bits
}

; There and back again.
; CHECK-LABEL: function round_trip
; CHECK: %p escapes round_trip
define void @round_trip() {
  %p = call ptr @malloc(i64 8)
  %bits = ptrtoint ptr %p to i64
  %again = inttoptr i64 %bits to ptr
  store ptr %again, ptr @global
  ret void
}

; There and back, beside a tag, as Rust's enums go: only copied, so that no
; integer but the copies can lead to the object. The free may be given the tag.
; CHECK-LABEL: function copied_and_back
; CHECK: %p does not escape copied_and_back
; CHECK-NEXT: action: promote to a slot, drop 0 frees, guard 1
define i64 @copied_and_back(i1 %c) {
entry:
  br i1 %c, label %make, label %use
make:
  %p = call ptr @malloc(i64 8)
  %is_null = icmp eq ptr %p, null
  br i1 %is_null, label %exit, label %made
made:
  %bits = ptrtoint ptr %p to i64
  br label %use
use:
  %either = phi i64 [ %bits, %made ], [ 8, %entry ]
  %again = inttoptr i64 %either to ptr
  %value = load i64, ptr %again
  call void @free(ptr %again)
  br label %exit
exit:
  %result = phi i64 [ 0, %make ], [ %value, %use ]
  ret i64 %result
}

; Twins: compared with another number, which may then be taken for it; computed
; with; and stored.
; CHECK-LABEL: function copied_and_compared
; CHECK: %p escapes copied_and_compared
define void @copied_and_compared(i64 %guess) {
  %p = call ptr @malloc(i64 8)
  %bits = ptrtoint ptr %p to i64
  %same = icmp eq i64 %bits, %guess
  %again = inttoptr i64 %bits to ptr
  store i1 %same, ptr %again
  ret void
}

; CHECK-LABEL: function copied_and_masked
; CHECK: %p escapes copied_and_masked
define void @copied_and_masked() {
  %p = call ptr @malloc(i64 8)
  %bits = ptrtoint ptr %p to i64
  %masked = and i64 %bits, -8
  %again = inttoptr i64 %masked to ptr
  store i64 0, ptr %again
  ret void
}

; CHECK-LABEL: function copied_and_stored
; CHECK: %p escapes copied_and_stored
define void @copied_and_stored(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %bits = ptrtoint ptr %p to i64
  store i64 %bits, ptr %q
  %again = inttoptr i64 %bits to ptr
  store i64 0, ptr %again
  ret void
}

; CHECK-LABEL: function compared_and_freed
; CHECK: %p does not escape compared_and_freed
; CHECK-NEXT: action: promote to a slot
define i1 @compared_and_freed(i64 %other) {
  %p = call ptr @malloc(i64 8)
  %bits = ptrtoint ptr %p to i64
  %below = icmp ult i64 %bits, %other
  call void @free(ptr %p)
  ret i1 %below
}

; CHECK-LABEL: function compared_and_leaked
; CHECK: %p does not escape compared_and_leaked
; CHECK-NEXT: action: kept (AddressObserved)
define i1 @compared_and_leaked(i64 %other) {
  %p = call ptr @malloc(i64 8)
  %bits = ptrtoint ptr %p to i64
  %below = icmp ult i64 %bits, %other
  ret i1 %below
}

; CHECK-LABEL: function tested_for_zero
; CHECK: %p does not escape tested_for_zero
; CHECK-NEXT: action: promote to a slot
define i1 @tested_for_zero() {
  %p = call ptr @malloc(i64 8)
  %bits = ptrtoint ptr %p to i64
  %zero = icmp eq i64 %bits, 0
  ret i1 %zero
}

; CHECK-LABEL: function difference_within
; CHECK: %p does not escape difference_within
; CHECK-NEXT: action: promote to a slot
define i64 @difference_within(i64 %index) {
  %p = call ptr @malloc(i64 64)
  %end = getelementptr i8, ptr %p, i64 %index
  %from = ptrtoint ptr %p to i64
  %to = ptrtoint ptr %end to i64
  %length = sub i64 %to, %from
  ret i64 %length
}

; The distance between two objects tells an address.
; CHECK-LABEL: function difference_between
; CHECK: %p escapes difference_between
; CHECK: action: kept (Escapes)
define i64 @difference_between(ptr %other) {
  %p = call ptr @malloc(i64 64)
  %from = ptrtoint ptr %p to i64
  %to = ptrtoint ptr %other to i64
  %length = sub i64 %to, %from
  ret i64 %length
}

; A pointer made of an unrelated number is not ours.
; CHECK-LABEL: function made_of_number
; CHECK: %p does not escape made_of_number
define void @made_of_number(i64 %number) {
  %p = call ptr @malloc(i64 8)
  %other = inttoptr i64 %number to ptr
  store ptr %other, ptr %p
  ret void
}

; ... but what is stored through it is.
; CHECK-LABEL: function stored_through_number
; CHECK: %p escapes stored_through_number
define void @stored_through_number(i64 %number) {
  %p = call ptr @malloc(i64 8)
  %other = inttoptr i64 %number to ptr
  store ptr %p, ptr %other
  ret void
}
