; A function without a body is believed as far as its attributes go:
; captures(...) speaks of the pointer alone, not of what it points to, nor of
; freeing it.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)
declare void @free(ptr)

declare void @unknown(ptr)
; CHECK-LABEL: function keep_unknown
; CHECK: %p escapes keep_unknown
; CHECK: flow: {unknown function unknown} = %p:
; CHECK: from call to unknown (argument 1: its body is not seen)
define void @keep_unknown() {
  %p = call ptr @malloc(i64 8)
  call void @unknown(ptr %p)
  ret void
}

; captures(none) without nofree: the callee may free it.
declare void @borrow(ptr captures(none))
; CHECK-LABEL: function keep_may_free
; CHECK: %p does not escape keep_may_free
; CHECK-NEXT: action: kept (FreedInCall)
define void @keep_may_free() {
  %p = call ptr @malloc(i64 8)
  call void @borrow(ptr %p)
  ret void
}

; CHECK-LABEL: function promote_nofree_function
; CHECK: action: promote to a slot
declare void @borrow_nofree(ptr captures(none)) nofree
define void @promote_nofree_function() {
  %p = call ptr @malloc(i64 8)
  call void @borrow_nofree(ptr %p)
  ret void
}

; CHECK-LABEL: function promote_nofree_argument
; CHECK: action: promote to a slot
declare void @borrow_nofree_argument(ptr captures(none) nofree)
define void @promote_nofree_argument() {
  %p = call ptr @malloc(i64 8)
  call void @borrow_nofree_argument(ptr %p)
  ret void
}

; CHECK-LABEL: function promote_nofree_at_call
; CHECK: action: promote to a slot
define void @promote_nofree_at_call() {
  %p = call ptr @malloc(i64 8)
  call void @borrow(ptr %p) nofree
  ret void
}

; A function that writes no memory frees none.
; CHECK-LABEL: function promote_read_only
; CHECK: action: promote to a slot
declare void @read_only(ptr captures(none)) memory(read)
define void @promote_read_only() {
  %p = call ptr @malloc(i64 8)
  call void @read_only(ptr %p)
  ret void
}

; nofree alone: the pointer may be kept.
; CHECK-LABEL: function keep_nofree_alone
; CHECK: %p escapes keep_nofree_alone
declare void @nofree_alone(ptr) nofree
define void @keep_nofree_alone() {
  %p = call ptr @malloc(i64 8)
  call void @nofree_alone(ptr %p)
  ret void
}

; What the object holds may be read and kept all the same.
; CHECK-LABEL: function keep_content_of_borrowed
; CHECK: %inner escapes keep_content_of_borrowed
; CHECK: %outer does not escape keep_content_of_borrowed
; CHECK: action: promote to a slot
define void @keep_content_of_borrowed() {
  %inner = call ptr @malloc(i64 8)
  %outer = call ptr @malloc(i64 8)
  store ptr %inner, ptr %outer
  call void @borrow_nofree(ptr %outer)
  ret void
}

; CHECK-LABEL: function promote_content_not_read
; CHECK: %inner does not escape promote_content_not_read
; CHECK: %outer does not escape promote_content_not_read
declare void @only_address(ptr captures(none)) nofree memory(none)
define void @promote_content_not_read() {
  %inner = call ptr @malloc(i64 8)
  %outer = call ptr @malloc(i64 8)
  store ptr %inner, ptr %outer
  call void @only_address(ptr %outer)
  ret void
}

; CHECK-LABEL: function promote_content_not_read_argument
; CHECK: %inner does not escape promote_content_not_read_argument
declare void @not_read(ptr captures(none) readnone) nofree
define void @promote_content_not_read_argument() {
  %inner = call ptr @malloc(i64 8)
  %outer = call ptr @malloc(i64 8)
  store ptr %inner, ptr %outer
  call void @not_read(ptr %outer)
  ret void
}

; The callee may have stored a pointer of its own into the object: what is
; stored through that leaves.
; CHECK-LABEL: function keep_stored_through_filled
; CHECK: %q escapes keep_stored_through_filled
define void @keep_stored_through_filled() {
  %place = alloca ptr
  call void @borrow_nofree(ptr %place)
  %theirs = load ptr, ptr %place
  %q = call ptr @malloc(i64 8)
  store ptr %q, ptr %theirs
  ret void
}

; CHECK-LABEL: function keep_returned_attribute
; CHECK: %p escapes keep_returned_attribute
declare ptr @returned(ptr returned captures(none)) nofree
define void @keep_returned_attribute() {
  %p = call ptr @malloc(i64 8)
  %again = call ptr @returned(ptr %p)
  store ptr %again, ptr @global
  ret void
}

; CHECK-LABEL: function keep_result_is_number
; CHECK: %p escapes keep_result_is_number
declare i64 @number(ptr captures(ret: address, provenance)) nofree
define i64 @keep_result_is_number() {
  %p = call ptr @malloc(i64 8)
  %number = call i64 @number(ptr %p)
  ret i64 %number
}

; CHECK-LABEL: function keep_provenance
; CHECK: %p escapes keep_provenance
declare void @provenance(ptr captures(provenance)) nofree
define void @keep_provenance() {
  %p = call ptr @malloc(i64 8)
  call void @provenance(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_read_provenance
; CHECK: %p escapes keep_read_provenance
declare void @read_provenance(ptr captures(address, read_provenance)) nofree
define void @keep_read_provenance() {
  %p = call ptr @malloc(i64 8)
  call void @read_provenance(ptr %p)
  ret void
}

; A vector of pointers, or an aggregate, has no captures() of its own.
; CHECK-LABEL: function keep_aggregate_argument
; CHECK: %p escapes keep_aggregate_argument
declare void @take_pair({ ptr, ptr }) nofree
define void @keep_aggregate_argument() {
  %p = call ptr @malloc(i64 8)
  %pair = insertvalue { ptr, ptr } zeroinitializer, ptr %p, 1
  call void @take_pair({ ptr, ptr } %pair)
  ret void
}
