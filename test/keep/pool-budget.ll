; A pool takes what its frame may still grow by, after the slots: as many
; elements as there is room for, and two at least. Twins: one byte less.
;
; RUN: %opt -passes='escape<no-cleanup;reentrant-frame-bytes=64>' -pass-remarks=escape -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=TWO
; RUN: %opt -passes='escape<no-cleanup;reentrant-frame-bytes=63>' -pass-remarks=escape -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=ONE
; RUN: %opt -passes='escape<no-cleanup;frame-bytes=48;reentrant-frame-bytes=0>' -pass-remarks=escape -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=FRAME
; RUN: %opt -passes='escape<no-cleanup;chain-bytes=111>' -pass-remarks=escape -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=CHAIN
; RUN: %opt -passes='escape<no-cleanup;pool-bytes=32>' -pass-remarks=escape -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=POOL
; RUN: %opt -passes='escape<no-cleanup;pool-bytes=31>' -pass-remarks=escape -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=NONE
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s --check-prefix=DEFAULT

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i1 @unknown()

; The slot comes first, though its site is the second.
; TWO: moved to stack: %object (16 bytes, pool of 2; 2 frees guarded)
; TWO: moved to stack: %slot (16 bytes, slot; 1 free removed)
; ONE: %object does not escape reentrant; %object stays on the heap: the function may be entered again while it runs, so its frame may grow little (47 bytes left)
; ONE: moved to stack: %slot (16 bytes, slot; 1 free removed)
; DEFAULT: moved to stack: %object (16 bytes, pool of 30; 2 frees guarded)
; DEFAULT: moved to stack: %slot (16 bytes, slot; 1 free removed)
define void @reentrant() {
entry:
  br label %loop

loop:
  %previous = phi ptr [ null, %entry ], [ %object, %loop ]
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %previous)
  %slot = call ptr @malloc(i64 16)
  call void @free(ptr %slot)
  %more = call i1 @unknown()
  br i1 %more, label %loop, label %exit

exit:
  call void @free(ptr %object)
  ret void
}

; FRAME: moved to stack: %object (16 bytes, pool of 2; 2 frees guarded)
; CHAIN: moved to stack: %object (16 bytes, pool of 5; 2 frees guarded)
; POOL: moved to stack: %object (16 bytes, pool of 2; 2 frees guarded)
; NONE: %object stays on the heap: it is made in a loop, and an instance may still be alive when the next is made
; DEFAULT: moved to stack: %object (16 bytes, pool of 256; 2 frees guarded)
define void @once(i32 %n) {
entry:
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %previous = phi ptr [ null, %entry ], [ %object, %loop ]
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %previous)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %exit

exit:
  call void @free(ptr %object)
  ret void
}
