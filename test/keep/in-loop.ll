; A site in a loop has one slot only if every instance is dead before the next
; is made. Here one path of the iteration leaves it alive, and it is too large for
; a pool. Never an alloca in the loop: it would grow the stack. Twins: freed on
; every path; a pool that has room (promote/pool.ll).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;pool-bytes=8192>' -S %s | FileCheck %s --check-prefix=POOL

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep
; SAY: verdict: %object does not escape keep
; SAY-NEXT: action: kept (InLoop)
; REMARK: %object does not escape keep; %object stays on the heap: it is made in a loop, and an instance may still be alive when the next is made. To change it: free it on every path of the iteration, make it smaller, or raise pool-bytes
; CHECK-LABEL: define void @keep(
; CHECK-NOT: alloca
; CHECK: call ptr @malloc(i64 3000)
; CHECK: call void @free
; POOL-LABEL: define void @keep(
; POOL: alloca [6016 x i8], align 16
define void @keep(i32 %count, i32 %kept) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %latch ]
  %object = call ptr @malloc(i64 3000)
  store i32 %i, ptr %object
  %is_kept = icmp eq i32 %i, %kept
  br i1 %is_kept, label %latch, label %release

release:
  call void @free(ptr %object)
  br label %latch

latch:
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

; The slot is in the entry block; its lifetime starts and ends in each iteration.
; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 2 frees
; CHECK-LABEL: define void @promote(
; CHECK: entry:
; CHECK-NEXT: %object = alloca [3000 x i8], align 16
; CHECK: loop:
; CHECK: call void @llvm.lifetime.start.p0(ptr %object)
; CHECK: other:
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
; CHECK: release:
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
define void @promote(i32 %count, i32 %kept) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %latch ]
  %object = call ptr @malloc(i64 3000)
  store i32 %i, ptr %object
  %is_kept = icmp eq i32 %i, %kept
  br i1 %is_kept, label %other, label %release

other:
  call void @free(ptr %object)
  br label %latch

release:
  call void @free(ptr %object)
  br label %latch

latch:
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %count
  br i1 %more, label %loop, label %exit

exit:
  ret void
}
