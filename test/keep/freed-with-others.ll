; In a recursive function a free may receive the object of another activation,
; whose slot no comparison here knows: FreedWithOthers. Twins: nothing else than
; promoted objects can arrive; the function is not recursive, so the slot's
; address tells (promote/guarded-free.ll).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup;sized-slot-bytes=64>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; The deepest activation frees what the one above it made.
; SAY-LABEL: function keep
; SAY: verdict: %object does not escape keep
; SAY-NEXT: action: kept (FreedWithOthers)
; REMARK: %object does not escape keep; %object stays on the heap: the function is recursive, and a free may receive it or something else: call to free. To change it: free each object by a pointer of its own
; CHECK-LABEL: define void @keep(
; CHECK: call void @free(ptr %other)
; CHECK: %object = call ptr @malloc(i64 16)
define void @keep(i32 %depth, ptr %other) {
entry:
  %ends = icmp eq i32 %depth, 0
  br i1 %ends, label %last, label %more

last:
  call void @free(ptr %other)
  ret void

more:
  %object = call ptr @malloc(i64 16)
  %less = sub i32 %depth, 1
  call void @keep(i32 %less, ptr %object)
  ret void
}

; The free is of this activation's own object: its slot's address is at hand.
; CHECK-LABEL: define void @promote_sized(
; CHECK: icmp ne ptr %object
define void @promote_sized(i32 %depth, i64 %size) {
entry:
  %object = call ptr @malloc(i64 %size)
  %ends = icmp eq i32 %depth, 0
  br i1 %ends, label %last, label %more

more:
  %less = sub i32 %depth, 1
  call void @promote_sized(i32 %less, i64 %size)
  br label %last

last:
  call void @free(ptr %object)
  ret void
}

; One of two that the free may receive is too large: both stay.
; SAY-LABEL: function keep_tied
; SAY: %small: malloc, 16 bytes
; SAY: action: kept (FreedWithOthers)
; SAY: %large: malloc, 100000 bytes
; SAY: action: kept (TooLarge)
; CHECK-LABEL: define void @keep_tied(
; CHECK-NOT: alloca
; CHECK: call void @free(ptr %freed)
define void @keep_tied(i32 %depth, i1 %c) {
entry:
  %small = call ptr @malloc(i64 16)
  %large = call ptr @malloc(i64 100000)
  %ends = icmp eq i32 %depth, 0
  br i1 %ends, label %last, label %more

more:
  %less = sub i32 %depth, 1
  call void @keep_tied(i32 %less, i1 %c)
  br label %last

last:
  %freed = select i1 %c, ptr %small, ptr %large
  call void @free(ptr %freed)
  ret void
}

; SAY-LABEL: function promote_both
; SAY-COUNT-2: action: promote to a slot, drop 1 free{{$}}
; CHECK-LABEL: define void @promote_both(
; CHECK-COUNT-2: alloca [16 x i8], align 16
; CHECK-NOT: call {{.*}}@free
define void @promote_both(i32 %depth, i1 %c) {
entry:
  %left = call ptr @malloc(i64 16)
  %right = call ptr @malloc(i64 16)
  %ends = icmp eq i32 %depth, 0
  br i1 %ends, label %last, label %more

more:
  %less = sub i32 %depth, 1
  call void @promote_both(i32 %less, i1 %c)
  br label %last

last:
  %freed = select i1 %c, ptr %left, ptr %right
  call void @free(ptr %freed)
  ret void
}
