; Two live objects have different addresses, and an object that is never freed
; keeps its address for good. If the address is observed, only a free on every
; path lets a slot take its place: AddressObserved. A test for null observes
; nothing. Twins: the free, and the null test.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep_compared
; SAY: verdict: %object does not escape keep_compared
; SAY-NEXT: action: kept (AddressObserved)
; REMARK: %object does not escape keep_compared; %object stays on the heap: its address is observed, and it is not freed on every path: icmp. To change it: free it on every path, or do not let its address be compared
; CHECK-LABEL: define i1 @keep_compared(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define i1 @keep_compared(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, %other
  ret i1 %same
}

; SAY-LABEL: function promote_compared_and_freed
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define i1 @promote_compared_and_freed(
; CHECK-NEXT: alloca [16 x i8], align 16
define i1 @promote_compared_and_freed(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, %other
  call void @free(ptr %object)
  ret i1 %same
}

; SAY-LABEL: function promote_null_test
; SAY: action: promote to a slot, drop 0 frees
; CHECK-LABEL: define i1 @promote_null_test(
; CHECK-NEXT: alloca [16 x i8], align 16
define i1 @promote_null_test(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, null
  ret i1 %same
}

; Freed on one path, leaked on the other.
; SAY-LABEL: function keep_freed_on_one_path
; SAY: action: kept (AddressObserved)
define i1 @keep_freed_on_one_path(ptr %other, i1 %c) {
entry:
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, %other
  br i1 %c, label %release, label %exit

release:
  call void @free(ptr %object)
  br label %exit

exit:
  ret i1 %same
}

; Both of two live objects.
; SAY-LABEL: function keep_two_live
; SAY: %first: malloc
; SAY: action: kept (AddressObserved)
; SAY: %second: malloc
; SAY: action: kept (AddressObserved)
define i1 @keep_two_live() {
  %first = call ptr @malloc(i64 16)
  %second = call ptr @malloc(i64 16)
  %same = icmp eq ptr %first, %second
  ret i1 %same
}

; Within one object every block has the same order.
; SAY-LABEL: function promote_within_one_object
; SAY: action: promote to a slot, drop 0 frees
define i1 @promote_within_one_object(i64 %index) {
  %object = call ptr @malloc(i64 16)
  %inside = getelementptr i8, ptr %object, i64 %index
  %before = icmp ult ptr %object, %inside
  ret i1 %before
}

; A callee's comparison is its caller's too.
define internal i1 @same(ptr %p, ptr %q) noinline {
  %same = icmp eq ptr %p, %q
  ret i1 %same
}

; SAY-LABEL: function keep_compared_in_callee
; SAY: action: kept (AddressObserved)
define i1 @keep_compared_in_callee(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %same = call i1 @same(ptr %object, ptr %other)
  ret i1 %same
}
