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
