; One slot for a site in a loop needs a proof that the previous instance is
; dead, which is not built yet: InLoop, also where the body frees it. Never an
; alloca in the loop: it would grow the stack. Twin: the site before the loop.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep
; SAY: verdict: %object does not escape keep
; SAY-NEXT: action: kept (InLoop)
; REMARK: %object does not escape keep; %object stays on the heap: it is made in a loop, so several may exist at once. To change it: allocate once before the loop
; CHECK-LABEL: define void @keep(
; CHECK-NOT: alloca
; CHECK: call ptr @malloc(i64 100)
; CHECK: call void @free
define void @keep(i32 %count) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %object = call ptr @malloc(i64 100)
  store i32 %i, ptr %object
  call void @free(ptr %object)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK: alloca [100 x i8], align 16
define void @promote(i32 %count) {
entry:
  %object = call ptr @malloc(i64 100)
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  store i32 %i, ptr %object
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  call void @free(ptr %object)
  ret void
}
