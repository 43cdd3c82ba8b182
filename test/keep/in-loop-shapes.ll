; Cycles that are no loops with a header: two entries (LoopInfo does not see
; them), a backward goto; and the previous instance freed after the next one is
; made (the Attributor promotes that). Each with its twin: freed before the site
; comes again, or not in a cycle at all. The kept ones are too large for a pool.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i1 @again() nocallback

; SAY-LABEL: function keep_irreducible
; SAY: action: kept (InLoop)
; CHECK-LABEL: define void @keep_irreducible(
; CHECK-NOT: alloca
; CHECK: @malloc
define void @keep_irreducible(i1 %c) {
entry:
  br i1 %c, label %left, label %right

left:
  %object = call ptr @malloc(i64 3000)
  br label %right

right:
  %more = call i1 @again()
  br i1 %more, label %left, label %exit

exit:
  ret void
}

; SAY-LABEL: function promote_irreducible
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote_irreducible(
; CHECK: alloca [16 x i8], align 16
define void @promote_irreducible(i1 %c) {
entry:
  br i1 %c, label %left, label %right

left:
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  br label %right

right:
  %more = call i1 @again()
  br i1 %more, label %left, label %exit

exit:
  ret void
}

; SAY-LABEL: function promote_backward_goto
; SAY: action: promote to a slot, drop 2 frees
; CHECK-LABEL: define void @promote_backward_goto(
; CHECK: alloca [16 x i8], align 16
define void @promote_backward_goto() {
entry:
  br label %again

again:
  %object = call ptr @malloc(i64 16)
  %more = call i1 @again()
  br i1 %more, label %back, label %exit

back:
  call void @free(ptr %object)
  br label %again

exit:
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_previous_instance
; SAY: action: kept (InLoop)
; CHECK-LABEL: define void @keep_previous_instance(
; CHECK-NOT: alloca
; CHECK: @malloc
; CHECK: call void @free(ptr %previous)
define void @keep_previous_instance() {
entry:
  br label %loop

loop:
  %previous = phi ptr [ null, %entry ], [ %object, %loop ]
  %object = call ptr @malloc(i64 3000)
  call void @free(ptr %previous)
  %more = call i1 @again()
  br i1 %more, label %loop, label %exit

exit:
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote_forward_goto
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote_forward_goto(
; CHECK: alloca [16 x i8], align 16
define void @promote_forward_goto(i1 %c) {
entry:
  br i1 %c, label %left, label %right

left:
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  br label %right

right:
  ret void
}
