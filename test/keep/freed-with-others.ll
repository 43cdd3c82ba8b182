; A free whose operand may be the object or a pointer from elsewhere can neither
; go (the other one would leak) nor stay (free of a stack address):
; FreedWithOthers. LLVM 22's Attributor drops it. Twins: the other one is null,
; or is promoted too.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep_select
; SAY: verdict: %object does not escape keep_select
; SAY-NEXT: action: kept (FreedWithOthers)
; REMARK: %object does not escape keep_select; %object stays on the heap: a free may receive it or something else: call to free. To change it: free each object by a pointer of its own
; CHECK-LABEL: define void @keep_select(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK: call void @free(ptr %freed)
define void @keep_select(i1 %c, ptr %other) {
  %object = call ptr @malloc(i64 16)
  %freed = select i1 %c, ptr %object, ptr %other
  call void @free(ptr %freed)
  ret void
}

; SAY-LABEL: function keep_phi
; SAY: action: kept (FreedWithOthers)
; CHECK-LABEL: define void @keep_phi(
; CHECK: call ptr @malloc(i64 16)
; CHECK: call void @free(ptr %freed)
define void @keep_phi(i1 %c, ptr %other) {
entry:
  br i1 %c, label %make, label %join

make:
  %object = call ptr @malloc(i64 16)
  br label %join

join:
  %freed = phi ptr [ %object, %make ], [ %other, %entry ]
  call void @free(ptr %freed)
  ret void
}

; One of two that a free may receive is too large: both stay.
; SAY-LABEL: function keep_tied
; SAY: %small: malloc, 16 bytes
; SAY: action: kept (FreedWithOthers)
; SAY: %large: malloc, 100000 bytes
; SAY: action: kept (TooLarge)
; CHECK-LABEL: define void @keep_tied(
; CHECK-NOT: alloca
; CHECK: call void @free(ptr %freed)
define void @keep_tied(i1 %c) {
  %small = call ptr @malloc(i64 16)
  %large = call ptr @malloc(i64 100000)
  %freed = select i1 %c, ptr %small, ptr %large
  call void @free(ptr %freed)
  ret void
}

; SAY-LABEL: function promote_or_null
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote_or_null(
; CHECK-NOT: call {{.*}}@free
define void @promote_or_null(i1 %c) {
  %object = call ptr @malloc(i64 16)
  %freed = select i1 %c, ptr %object, ptr null
  call void @free(ptr %freed)
  ret void
}

; SAY-LABEL: function promote_both
; SAY-COUNT-2: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote_both(
; CHECK-COUNT-2: alloca [16 x i8], align 16
; CHECK-NOT: call {{.*}}@free
define void @promote_both(i1 %c) {
  %left = call ptr @malloc(i64 16)
  %right = call ptr @malloc(i64 16)
  %freed = select i1 %c, ptr %left, ptr %right
  call void @free(ptr %freed)
  ret void
}
