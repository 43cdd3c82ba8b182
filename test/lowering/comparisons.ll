; icmp: both addresses are observed, unless one side is null or both are parts
; of one object. Only an object that is not freed on every path minds.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null
@variable = global i32 0

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function null
; CHECK: action: promote to a slot
define i1 @null() {
  %p = call ptr @malloc(i64 8)
  %result = icmp eq ptr null, %p
  ret i1 %result
}

; CHECK-LABEL: function global
; CHECK: action: kept (AddressObserved)
define i1 @global_variable() {
  %p = call ptr @malloc(i64 8)
  %result = icmp eq ptr %p, @variable
  ret i1 %result
}

; A pointer read from memory may be a stale one.
; CHECK-LABEL: function loaded
; CHECK: action: kept (AddressObserved)
define i1 @loaded() {
  %p = call ptr @malloc(i64 8)
  %other = load ptr, ptr @global
  %result = icmp eq ptr %p, %other
  ret i1 %result
}

; CHECK-LABEL: function ordered
; CHECK: action: kept (AddressObserved)
define i1 @ordered(ptr %other) {
  %p = call ptr @malloc(i64 8)
  %result = icmp ult ptr %p, %other
  ret i1 %result
}

; CHECK-LABEL: function vectors
; CHECK: action: kept (AddressObserved)
define <2 x i1> @vectors(<2 x ptr> %others) {
  %p = call ptr @malloc(i64 8)
  %pointers = insertelement <2 x ptr> poison, ptr %p, i64 0
  %result = icmp eq <2 x ptr> %pointers, %others
  ret <2 x i1> %result
}

; CHECK-LABEL: function parts_of_one
; CHECK: action: promote to a slot
define i1 @parts_of_one() {
  %p = call ptr @malloc(i64 8)
  %end = getelementptr i8, ptr %p, i64 8
  %result = icmp eq ptr %p, %end
  ret i1 %result
}

; The pointer may be the object or another one.
; CHECK-LABEL: function through_select
; CHECK: action: kept (AddressObserved)
define i1 @through_select(i1 %c, ptr %other) {
  %p = call ptr @malloc(i64 8)
  %either = select i1 %c, ptr %p, ptr %other
  %result = icmp eq ptr %either, %p
  ret i1 %result
}

; The end of a loop over an object: a phi that walks it, compared with its end.
; CHECK-LABEL: function walked
; CHECK: action: promote to a slot
define i64 @walked() {
entry:
  %p = call ptr @malloc(i64 64)
  %end = getelementptr i8, ptr %p, i64 64
  br label %loop
loop:
  %at = phi ptr [ %p, %entry ], [ %next, %loop ]
  %sum = phi i64 [ 0, %entry ], [ %more, %loop ]
  %value = load i64, ptr %at
  %more = add i64 %sum, %value
  %next = getelementptr i8, ptr %at, i64 8
  %done = icmp eq ptr %next, %end
  br i1 %done, label %exit, label %loop
exit:
  ret i64 %more
}

; So may a callee walk its parameter.
; CHECK-LABEL: function walked_by_callee
; CHECK: action: promote to a slot
define i64 @walked_by_callee() {
  %p = call ptr @malloc(i64 64)
  %sum = call i64 @walk(ptr %p)
  ret i64 %sum
}

define internal i64 @walk(ptr %p) {
entry:
  %end = getelementptr i8, ptr %p, i64 64
  br label %loop
loop:
  %at = phi ptr [ %p, %entry ], [ %next, %loop ]
  %next = getelementptr i8, ptr %at, i64 8
  %done = icmp eq ptr %next, %end
  br i1 %done, label %exit, label %loop
exit:
  ret i64 0
}

; Twin: the object of this turn with that of the turn before, by one instruction.
; CHECK-LABEL: function this_turn_and_last
; CHECK: action: kept
define i1 @this_turn_and_last(i1 %c) {
entry:
  br label %loop
loop:
  %last = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @malloc(i64 64)
  %same = icmp eq ptr %p, %last
  br i1 %c, label %exit, label %loop
exit:
  ret i1 %same
}

; Twin: freed in each turn, so that a slot serves, but its address is compared with
; the last one, which is stale.
; CHECK-LABEL: function stale
; CHECK: action: kept (AddressObserved)
define i1 @stale(i1 %c, ptr %q) {
entry:
  br label %loop
loop:
  %last = phi ptr [ %q, %entry ], [ %inside, %again ]
  %p = call ptr @malloc(i64 64)
  %inside = getelementptr i8, ptr %p, i64 8
  %same = icmp eq ptr %inside, %last
  br i1 %c, label %exit, label %again
again:
  call void @free(ptr %p)
  br label %loop
exit:
  ret i1 %same
}
