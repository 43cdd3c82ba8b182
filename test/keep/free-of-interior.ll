; A free of a pointer to the inside is undefined, and the allocator would say
; so: FreeOfInterior. Twin: the pointer moved back to the start.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep
; SAY: action: kept (FreeOfInterior)
; REMARK: %object does not escape keep; %object stays on the heap: a free may receive a pointer to its inside: call to free. To change it: free the pointer that the allocator returned
; CHECK-LABEL: define void @keep(
; CHECK: call void @free(ptr %inside)
define void @keep() {
  %object = call ptr @malloc(i64 16)
  %inside = getelementptr i8, ptr %object, i64 8
  call void @free(ptr %inside)
  ret void
}

; An index that is not known may be anything.
; SAY-LABEL: function keep_unknown_index
; SAY: action: kept (FreeOfInterior)
; CHECK-LABEL: define void @keep_unknown_index(
; CHECK: call void @free(ptr %inside)
define void @keep_unknown_index(i64 %index) {
  %object = call ptr @malloc(i64 16)
  %inside = getelementptr i8, ptr %object, i64 %index
  call void @free(ptr %inside)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-NOT: @free(
define void @promote() {
  %object = call ptr @malloc(i64 16)
  %inside = getelementptr i8, ptr %object, i64 8
  %start = getelementptr i8, ptr %inside, i64 -8
  call void @free(ptr %start)
  ret void
}
