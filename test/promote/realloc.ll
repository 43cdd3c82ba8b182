; What realloc gets and gives is in a pool whose elements have room to grow: null
; takes a free element, an element stays where it is if the new size fits, else
; its contents go to a block of the heap. Twins: a realloc of which less is known,
; and recursive functions (keep/realloc-result.ll).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s -o %t.ll
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -pass-remarks-missed=escape -disable-output %t.ll 2>&1 | count 0

declare noalias ptr @malloc(i64)
declare noalias ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @fill(ptr captures(none), i64) nofree nocallback

; SAY-LABEL: function grows
; SAY: %object: realloc, unknown size
; SAY: action: promote to a pool of 1 if at most 256 bytes, drop 0 frees, guard 1
; CHECK-LABEL: define void @grows(
; CHECK: [[POOL:%.*]] = alloca [256 x i8], align 16
; CHECK: loop:
; CHECK: [[OTHER:%.*]] = icmp ne ptr %old, null
; CHECK-NEXT: br i1 [[OTHER]], label %[[GIVEN:.*]], label %[[NEW:.*]]
; CHECK: [[NEW]]:
; CHECK-NEXT: [[LESS:%.*]] = sub i64 %size, 1
; CHECK-NEXT: icmp ugt i64 [[LESS]], 255
; CHECK: [[GIVEN]]:
; CHECK: [[OUTSIDE:%.*]] = icmp uge i64 {{%.*}}, 256
; CHECK-NEXT: br i1 [[OUTSIDE]], label %[[HEAP:.*]], label %[[INSIDE:[^ ]*]]
; CHECK: [[INSIDE]]:
; CHECK-NEXT: [[LESS:%.*]] = sub i64 %size, 1
; CHECK-NEXT: [[LARGE:%.*]] = icmp ugt i64 [[LESS]], 255
; CHECK-NEXT: br i1 [[LARGE]], label %[[MOVE:.*]], label %[[STAYS:[^ ]*]]
; CHECK-DAG: [[BYTES:%.*]] = call i64 @llvm.umin.i64(i64 %size, i64 256)
; CHECK-DAG: call void @llvm.memcpy.p0.p0.i64(ptr [[BLOCK:%.*]], ptr %old, i64 [[BYTES]], i1 false)
; CHECK-DAG: [[BLOCK]] = call ptr @realloc(ptr null, i64 {{%.*}})
; CHECK-DAG: call void asm sideeffect
; CHECK: [[STAYS]]:
; CHECK-NEXT: call void asm sideeffect
; CHECK: call ptr @realloc(ptr [[BLOCK]], i64 %size)
; CHECK: [[HEAP]]:
; CHECK-NEXT: call ptr @realloc(ptr %old, i64 %size)
define void @grows(i64 %most) {
entry:
  br label %loop

loop:
  %size = phi i64 [ 8, %entry ], [ %twice, %loop ]
  %old = phi ptr [ null, %entry ], [ %object, %loop ]
  %object = call ptr @realloc(ptr %old, i64 %size)
  call void @fill(ptr %object, i64 %size)
  %twice = mul i64 %size, 2
  %more = icmp ult i64 %twice, %most
  br i1 %more, label %loop, label %exit

exit:
  call void @free(ptr %object)
  ret void
}

; The result goes to the caller: what it was made of is copied out.
; SAY-LABEL: function leaves
; SAY: %small: malloc, 16 bytes
; SAY: action: promote to a pool of 1, drop 0 frees{{$}}
; SAY: action: kept (OutlivesFunction)
; CHECK-LABEL: define ptr @leaves(
; CHECK: alloca [256 x i8], align 16
; CHECK: icmp uge i64 {{%.*}}, 256
; CHECK-NOT: icmp ugt
; CHECK: call ptr @realloc(ptr null, i64 400)
; CHECK: call void @llvm.memcpy.p0.p0.i64(ptr {{%.*}}, ptr %small, i64 {{%.*}}, i1 false)
; CHECK: ret ptr
define ptr @leaves() {
  %small = call ptr @malloc(i64 16)
  call void @fill(ptr %small, i64 16)
  %large = call ptr @realloc(ptr %small, i64 400)
  ret ptr %large
}

; A block of the caller's is reallocated as before.
; SAY-LABEL: function of_caller
; SAY: action: promote to a pool of 2, drop 0 frees, guard 1
; CHECK-LABEL: define void @of_caller(
; CHECK: call ptr @realloc(ptr %either, i64 32)
define void @of_caller(i1 %c, ptr %other) {
  %own = call ptr @malloc(i64 16)
  %either = select i1 %c, ptr %own, ptr %other
  %large = call ptr @realloc(ptr %either, i64 32)
  call void @fill(ptr %large, i64 32)
  call void @free(ptr %large)
  ret void
}
