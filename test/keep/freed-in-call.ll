; A callee that frees, seen or not seen, would be handed a slot: FreedInCall,
; where no callee is specialised (promote/specialised.ll).
; Twins: the unseen one is nofree, the seen one only reads.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup;specialise-instructions=0>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @may_free(ptr captures(none))
declare void @no_free(ptr captures(none)) nofree

define internal void @release(ptr %p) noinline {
  call void @free(ptr %p)
  ret void
}

define internal i32 @read(ptr %p) noinline {
  %value = load i32, ptr %p
  ret i32 %value
}

; SAY-LABEL: function keep_unseen
; SAY: verdict: %object does not escape keep_unseen
; SAY-NEXT: action: kept (FreedInCall)
; REMARK: %object does not escape keep_unseen; %object stays on the heap: a function that is called may free it: call to may_free. To change it: free it where it is made, or mark the function nofree
; CHECK-LABEL: define void @keep_unseen(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK-NEXT: call void @may_free(ptr %object)
define void @keep_unseen() {
  %object = call ptr @malloc(i64 16)
  call void @may_free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_seen
; SAY: verdict: %object does not escape keep_seen
; SAY-NEXT: action: kept (FreedInCall)
; REMARK: %object does not escape keep_seen; %object stays on the heap: a function that is called may free it: call to release. To change it:
; CHECK-LABEL: define void @keep_seen(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK-NEXT: call void @release(ptr %object)
define void @keep_seen() {
  %object = call ptr @malloc(i64 16)
  call void @release(ptr %object)
  ret void
}

; SAY-LABEL: function promote_unseen
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote_unseen(
; CHECK: alloca [16 x i8], align 16
; CHECK: call void @no_free(ptr %object)
; CHECK-NOT: @free(
define void @promote_unseen() {
  %object = call ptr @malloc(i64 16)
  call void @no_free(ptr %object)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote_seen
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote_seen(
; CHECK: alloca [16 x i8], align 16
; CHECK: call i32 @read(ptr %object)
; CHECK-NOT: @free(
define void @promote_seen() {
  %object = call ptr @malloc(i64 16)
  %value = call i32 @read(ptr %object)
  call void @free(ptr %object)
  ret void
}
