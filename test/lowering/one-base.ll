; Two pointers that are one value and offsets, whenever both are there: begin and end of
; a vector that grows. Their difference says nothing of an address, and their
; comparison tells no two objects apart. Each twin breaks the pair on one edge.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function grown
; CHECK: %more does not escape grown
; CHECK-NEXT: action: promote to a pool
define i64 @grown(i64 %n, i1 %is_full) {
entry:
  br label %turn
turn:
  %begin = phi ptr [ null, %entry ], [ %begin.next, %pushed ]
  %end = phi ptr [ null, %entry ], [ %end.next, %pushed ]
  %i = phi i64 [ 0, %entry ], [ %i.next, %pushed ]
  br i1 %is_full, label %grow, label %push
grow:
  %more = call ptr @malloc(i64 64)
  %more.end = getelementptr i8, ptr %more, i64 %i
  call void @free(ptr %begin)
  br label %pushed
push:
  br label %pushed
pushed:
  %begin.next = phi ptr [ %more, %grow ], [ %begin, %push ]
  %end.last = phi ptr [ %more.end, %grow ], [ %end, %push ]
  %end.next = getelementptr i8, ptr %end.last, i64 8
  %i.next = add i64 %i, 1
  %go = icmp ult i64 %i.next, %n
  br i1 %go, label %turn, label %done
done:
  %is_empty = icmp eq ptr %begin.next, %end.next
  %from = ptrtoint ptr %begin.next to i64
  %to = ptrtoint ptr %end.next to i64
  %size = sub i64 %to, %from
  %result = select i1 %is_empty, i64 0, i64 %size
  ret i64 %result
}

; At first the end is null, and the beginning not: the difference is an address.
; CHECK-LABEL: function null_beside_object
; CHECK: %p escapes null_beside_object
define i64 @null_beside_object(i64 %n) {
entry:
  %p = call ptr @malloc(i64 64)
  br label %turn
turn:
  %end = phi ptr [ null, %entry ], [ %end.next, %turn ]
  %i = phi i64 [ 0, %entry ], [ %i.next, %turn ]
  %from = ptrtoint ptr %p to i64
  %to = ptrtoint ptr %end to i64
  %size = sub i64 %to, %from
  %end.next = getelementptr i8, ptr %p, i64 8
  %i.next = add i64 %i, 1
  %go = icmp ult i64 %i.next, %n
  br i1 %go, label %turn, label %done
done:
  ret i64 %size
}

; On one edge the end is another object's.
; CHECK-LABEL: function end_of_another
; CHECK: %p escapes end_of_another
; CHECK: %q escapes end_of_another
define i64 @end_of_another(i1 %c) {
entry:
  %p = call ptr @malloc(i64 8)
  br i1 %c, label %one, label %two
one:
  %q = call ptr @malloc(i64 8)
  br label %both
two:
  br label %both
both:
  %begin = phi ptr [ %p, %one ], [ %p, %two ]
  %end = phi ptr [ %q, %one ], [ %p, %two ]
  %from = ptrtoint ptr %begin to i64
  %to = ptrtoint ptr %end to i64
  %size = sub i64 %to, %from
  ret i64 %size
}

; The edges agree, each with itself: on one both are %p, on the other both %q.
; CHECK-LABEL: function edge_by_edge
; CHECK: %p does not escape edge_by_edge
; CHECK-NEXT: action: promote to a slot
; CHECK: %q does not escape edge_by_edge
; CHECK-NEXT: action: promote to a slot
define i64 @edge_by_edge(i1 %c) {
entry:
  %p = call ptr @malloc(i64 8)
  br i1 %c, label %one, label %two
one:
  %q = call ptr @malloc(i64 8)
  br label %both
two:
  br label %both
both:
  %begin = phi ptr [ %q, %one ], [ %p, %two ]
  %end = phi ptr [ %q, %one ], [ %p, %two ]
  %after = getelementptr i8, ptr %end, i64 8
  %from = ptrtoint ptr %begin to i64
  %to = ptrtoint ptr %after to i64
  %size = sub i64 %to, %from
  ret i64 %size
}

; The object of this turn and that of the turn before: one instruction, not one value.
; CHECK-LABEL: function turn_before
; CHECK: %p escapes turn_before
define i64 @turn_before(i64 %n) {
entry:
  br label %turn
turn:
  %last = phi ptr [ null, %entry ], [ %p, %turn ]
  %i = phi i64 [ 0, %entry ], [ %i.next, %turn ]
  %p = call ptr @malloc(i64 8)
  %from = ptrtoint ptr %last to i64
  %to = ptrtoint ptr %p to i64
  %distance = sub i64 %to, %from
  %i.next = add i64 %i, 1
  %go = icmp ult i64 %i.next, %n
  br i1 %go, label %turn, label %done
done:
  ret i64 %distance
}

; A phi that walks, beside a value that stays: the end of a loop over an object of two.
; CHECK-LABEL: function walked
; CHECK: %p does not escape walked
; CHECK-NEXT: action: promote to a slot
define i64 @walked(i1 %c, ptr %other) {
entry:
  %p = call ptr @malloc(i64 64)
  %start = select i1 %c, ptr %p, ptr %other
  %end = getelementptr i8, ptr %start, i64 64
  br label %loop
loop:
  %at = phi ptr [ %start, %entry ], [ %next, %loop ]
  %next = getelementptr i8, ptr %at, i64 8
  %done = icmp eq ptr %next, %end
  br i1 %done, label %exit, label %loop
exit:
  %from = ptrtoint ptr %start to i64
  %to = ptrtoint ptr %next to i64
  %size = sub i64 %to, %from
  ret i64 %size
}

; Two selects by one condition; by two.
; CHECK-LABEL: function selected_together
; CHECK: %p does not escape selected_together
define i64 @selected_together(i1 %c, ptr %other) {
  %p = call ptr @malloc(i64 8)
  %begin = select i1 %c, ptr %p, ptr %other
  %end = select i1 %c, ptr %p, ptr %other
  %from = ptrtoint ptr %begin to i64
  %to = ptrtoint ptr %end to i64
  %size = sub i64 %to, %from
  ret i64 %size
}

; CHECK-LABEL: function selected_apart
; CHECK: %p escapes selected_apart
define i64 @selected_apart(i1 %c, i1 %d, ptr %other) {
  %p = call ptr @malloc(i64 8)
  %begin = select i1 %c, ptr %p, ptr %other
  %end = select i1 %d, ptr %p, ptr %other
  %from = ptrtoint ptr %begin to i64
  %to = ptrtoint ptr %end to i64
  %size = sub i64 %to, %from
  ret i64 %size
}

; A mask takes away a part of the address, not an offset.
; CHECK-LABEL: function masked
; CHECK: %p escapes masked
define i64 @masked(i64 %mask) {
  %p = call ptr @malloc(i64 8)
  %low = call ptr @llvm.ptrmask.p0.i64(ptr %p, i64 %mask)
  %from = ptrtoint ptr %low to i64
  %to = ptrtoint ptr %p to i64
  %size = sub i64 %to, %from
  ret i64 %size
}

; The optimizer makes a phi of the integers: a null end is a zero there.
; CHECK-LABEL: function phi_of_integers
; CHECK: %p does not escape phi_of_integers
define i64 @phi_of_integers(i1 %c) {
entry:
  br i1 %c, label %make, label %both
make:
  %p = call ptr @malloc(i64 8)
  %p.end = getelementptr i8, ptr %p, i64 8
  %from = ptrtoint ptr %p to i64
  br label %both
both:
  %end = phi ptr [ null, %entry ], [ %p.end, %make ]
  %begin = phi i64 [ 0, %entry ], [ %from, %make ]
  %to = ptrtoint ptr %end to i64
  %size = sub i64 %to, %begin
  ret i64 %size
}

; Twin: a zero on the edge where the other is not null.
; CHECK-LABEL: function phi_of_integers_apart
; CHECK: %p escapes phi_of_integers_apart
define i64 @phi_of_integers_apart(i1 %c) {
entry:
  %p = call ptr @malloc(i64 8)
  %p.end = getelementptr i8, ptr %p, i64 8
  br i1 %c, label %make, label %both
make:
  %from = ptrtoint ptr %p to i64
  br label %both
both:
  %begin = phi i64 [ 0, %entry ], [ %from, %make ]
  %to = ptrtoint ptr %p.end to i64
  %size = sub i64 %to, %begin
  ret i64 %size
}
