; The difference of two addresses, of which nothing is known, leads from one object to
; the other, unless no pointer can be made of it: its uses are followed to their ends,
; also in callees. Then the addresses are observed, which an object that is freed
; on every path does not mind.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: sed 's/i1 false)/i1 true)/' %s | %opt -passes='print<escape>' -disable-output 2>&1 | FileCheck %s --check-prefix=ASKED

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @unseen(i64)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare i64 @llvm.umax.i64(i64, i64)
declare i64 @llvm.objectsize.i64.p0(ptr, i1, i1, i1)
@number = global i64 0

; CHECK-LABEL: function bound_of_loop
; CHECK: action: promote to a slot
define i64 @bound_of_loop(ptr %q) {
entry:
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  %count = lshr i64 %bytes, 3
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %count
  br i1 %more, label %loop, label %exit
exit:
  call void @free(ptr %p)
  ret i64 %next
}

; Twin: it is lost, and its address was observed.
; CHECK-LABEL: function bound_of_loop_lost
; CHECK: action: kept (AddressObserved)
define void @bound_of_loop_lost(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  %more = icmp ult i64 %bytes, 8
  ret void
}

; CHECK-LABEL: function index_and_bytes
; CHECK: action: promote to a slot
define void @index_and_bytes(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  %most = call i64 @llvm.umax.i64(i64 %bytes, i64 1)
  %at = getelementptr i8, ptr %q, i64 %most
  call void @llvm.memset.p0.i64(ptr %at, i8 0, i64 %most, i1 false)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function distance_from_null
; CHECK: %p escapes distance_from_null
define i64 @distance_from_null(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  %at = getelementptr i8, ptr null, i64 %bytes
  %result = load i64, ptr %at
  call void @free(ptr %p)
  ret i64 %result
}

; The size of a block, unless it is asked for as the program runs.
; CHECK-LABEL: function size_of_block
; CHECK: %p does not escape size_of_block
; ASKED-LABEL: function size_of_block
; ASKED: %p escapes size_of_block
define i64 @size_of_block(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  %block = call ptr @malloc(i64 %bytes)
  %asked = call i64 @llvm.objectsize.i64.p0(ptr %block, i1 false, i1 false, i1 false)
  call void @free(ptr %block)
  call void @free(ptr %p)
  ret i64 %asked
}

; CHECK-LABEL: function argument_of_callee
; CHECK: %p does not escape argument_of_callee
; CHECK-NEXT: action: promote to a slot
define i64 @argument_of_callee(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  %result = call i64 @counts(i64 %bytes)
  call void @free(ptr %p)
  ret i64 %result
}

define internal i64 @counts(i64 %n) nounwind willreturn {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %exit
exit:
  ret i64 %next
}

; Twins: the callee stores it; may be replaced; is not seen.
; CHECK-LABEL: function argument_stored
; CHECK: %p escapes argument_stored
define void @argument_stored(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  call void @stores(i64 %bytes)
  call void @free(ptr %p)
  ret void
}

define internal void @stores(i64 %n) {
  %m = add i64 %n, 1
  store i64 %m, ptr @number
  ret void
}

; CHECK-LABEL: function argument_replaced
; CHECK: %p escapes argument_replaced
define void @argument_replaced(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  call void @replaced(i64 %bytes)
  call void @free(ptr %p)
  ret void
}

define linkonce_odr void @replaced(i64 %n) {
  ret void
}

; CHECK-LABEL: function argument_unseen
; CHECK: %p escapes argument_unseen
define void @argument_unseen(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  call void @unseen(i64 %bytes)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function returned
; CHECK: %p escapes returned
define i64 @returned(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  call void @free(ptr %p)
  ret i64 %bytes
}

; CHECK-LABEL: function made_a_pointer
; CHECK: %p escapes made_a_pointer
define void @made_a_pointer(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %q to i64
  %to = ptrtoint ptr %p to i64
  %bytes = sub i64 %to, %from
  %again = add i64 %bytes, %from
  %pointer = inttoptr i64 %again to ptr
  store i64 0, ptr %pointer
  call void @free(ptr %p)
  ret void
}
