; The address is read back from memory as an integer and compared: an
; observation like any other. Twins: the object is freed, or the
; integer is tested for zero.
;
; XFAIL: *
; Known defect: comparisons of loaded bits are no observation yet.
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function keep
; CHECK: action: kept (AddressObserved)
define i1 @keep(i64 %limit) {
  %cell = alloca ptr
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %cell
  %bits = load i64, ptr %cell
  %below = icmp ult i64 %bits, %limit
  ret i1 %below
}

; CHECK-LABEL: function promote_freed
; CHECK: action: promote to a slot, drop 1 free
define i1 @promote_freed(i64 %limit) {
  %cell = alloca ptr
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %cell
  %bits = load i64, ptr %cell
  %below = icmp ult i64 %bits, %limit
  call void @free(ptr %object)
  ret i1 %below
}

; CHECK-LABEL: function promote_zero_test
; CHECK: action: promote to a slot, drop 0 frees
define i1 @promote_zero_test(i64 %limit) {
  %cell = alloca ptr
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %cell
  %bits = load i64, ptr %cell
  %below = icmp eq i64 %bits, 0
  ret i1 %below
}
