; 42. malloc and free in a loop: one slot in the entry block; 43. the last
; iteration's pointer is used after the loop, and none is freed: a pool, and what
; it has no room for is on the heap; without pools kept (InLoop). Never an alloca
; that grows.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=IR
; RUN: %opt -passes='escape<no-cleanup;pool-bytes=0>' -pass-remarks-missed=escape -S %s 2>&1 | FileCheck %s --check-prefix=NO-POOL

; IR-LABEL: define void @in_loop(
; IR: entry:
; IR-NEXT: %x = alloca [8 x i8], align 16
; IR-LABEL: define i32 @last_used_after(
; IR: entry:
; IR-NEXT: alloca [4096 x i8], align 16
; IR: loop:
; IR-NOT: alloca
; NO-POOL: %x does not escape last_used_after; %x stays on the heap: it is made in a loop
; NO-POOL-LABEL: define i32 @last_used_after(
; NO-POOL-NOT: alloca

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function in_loop
; CHECK: %x does not escape in_loop
; CHECK-NEXT: action: promote to a slot, drop 1 free
define void @in_loop() {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %x = call ptr @malloc(i64 8)
  store i32 %i, ptr %x
  call void @free(ptr %x)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, 3000000
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

; CHECK-LABEL: function last_used_after
; CHECK: %x does not escape last_used_after
; CHECK-NEXT: action: promote to a pool of 256, drop 0 frees
define i32 @last_used_after() {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %x = call ptr @malloc(i64 8)
  store i32 %i, ptr %x
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, 10
  br i1 %more, label %loop, label %exit

exit:
  %value = load i32, ptr %x
  ret i32 %value
}
