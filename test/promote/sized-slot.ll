; A size that is known at run time: a slot where it fits, else the heap; every
; free is guarded. Where its bound fits, one slot serves every size, and nothing
; is compared. Twins: no operand to compute the size from (keep/size-unknown.ll).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;sized-slot-bytes=40>' -S %s | FileCheck %s --check-prefix=CAP

declare noalias ptr @malloc(i64)
declare noalias ptr @calloc(i64, i64)
declare noalias ptr @aligned_alloc(i64, i64)
declare void @free(ptr)
declare noalias ptr @_Znwm(i64) allocsize(0)
declare void @_ZdlPv(ptr)
declare void @use(ptr captures(none)) nofree
declare void @look(ptr captures(none)) nofree nocallback
declare i64 @llvm.objectsize.i64.p0(ptr, i1, i1, i1)
declare i32 @__gxx_personality_v0(...)

; SAY-LABEL: function variable
; SAY: %object: malloc, unknown size
; SAY-NEXT: verdict: %object does not escape variable
; SAY-NEXT: action: promote to a slot if at most 256 bytes, drop 0 frees, guard 1
; REMARK: moved to stack: %object (slot if at most 256 bytes; 1 free guarded)
; CHECK-LABEL: define void @variable(
; CHECK-NEXT: [[SLOT:%.*]] = alloca [256 x i8], align 16
; CHECK-NEXT: [[LARGE:%.*]] = icmp ugt i64 %size, 256
; CHECK-NEXT: br i1 [[LARGE]], label %[[HEAP:.*]], label %[[SMALL:.*]]
; CHECK: [[SMALL]]:
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr [[SLOT]])
; CHECK-NEXT: br label %[[AFTER:.*]]
; CHECK: [[HEAP]]:
; CHECK-NEXT: [[BLOCK:%.*]] = call ptr @malloc(i64 %size)
; CHECK-NEXT: br label %[[AFTER]]
; CHECK: [[AFTER]]:
; CHECK-NEXT: %object = phi ptr [ [[SLOT]], %[[SMALL]] ], [ [[BLOCK]], %[[HEAP]] ]
; CHECK: icmp ne ptr %object, [[SLOT]]
; CHECK: call void @free(ptr %object)
; CHECK-NOT: lifetime.end
; CHECK: ret void
; CAP-LABEL: define void @variable(
; CAP: alloca [40 x i8], align 16
; CAP: icmp ugt i64 %size, 40
define void @variable(i64 %size) {
  %object = call ptr @malloc(i64 %size)
  call void @use(ptr %object)
  call void @free(ptr %object)
  ret void
}

; The product may overflow; then calloc returns null. As many bytes as were
; asked for are zeroed.
; CHECK-LABEL: define void @product(
; CHECK: [[PRODUCT:%.*]] = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 %count, i64 %size)
; CHECK: [[BYTES:%.*]] = extractvalue { i64, i1 } [[PRODUCT]], 0
; CHECK: [[OVER:%.*]] = extractvalue { i64, i1 } [[PRODUCT]], 1
; CHECK: [[UGT:%.*]] = icmp ugt i64 [[BYTES]], 256
; CHECK: [[LARGE:%.*]] = or i1 [[UGT]], [[OVER]]
; CHECK: br i1 [[LARGE]]
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 {{%.*}}, i8 0, i64 [[BYTES]], i1 false)
; CHECK: call ptr @calloc(i64 %count, i64 %size)
define void @product(i64 %count, i64 %size) {
  %object = call ptr @calloc(i64 %count, i64 %size)
  call void @use(ptr %object)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function bounded
; SAY: %object: calloc, at most 1020 bytes
; SAY: action: promote to a slot, drop 1 free{{$}}
; REMARK: moved to stack: %object (at most 1020 bytes, slot; 1 free removed)
; CHECK-LABEL: define void @bounded(
; CHECK: %object = alloca [1020 x i8], align 16
; CHECK-NOT: icmp
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 %object, i8 0, i64
; CHECK-NOT: @free
; CHECK: ret void
define void @bounded(i8 %count) {
  %wide = zext i8 %count to i64
  %object = call ptr @calloc(i64 %wide, i64 4)
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; The bound is too large for a frame that may be entered again.
; SAY-LABEL: function bounded_in_small_frame
; SAY: action: promote to a slot if at most 256 bytes, drop 0 frees, guard 1
; CHECK-LABEL: define void @bounded_in_small_frame(
; CHECK: alloca [256 x i8], align 16
define void @bounded_in_small_frame(i8 %count) {
  %wide = zext i8 %count to i64
  %object = call ptr @calloc(i64 %wide, i64 4)
  call void @use(ptr %object)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @aligned(
; CHECK: alloca [256 x i8], align 64
; CHECK: icmp ugt i64 %size, 256
define void @aligned(i64 %size) {
  %object = call ptr @aligned_alloc(i64 64, i64 %size)
  call void @use(ptr %object)
  call void @free(ptr %object)
  ret void
}

; operator new that is invoked keeps its unwind edge where the heap serves.
; CHECK-LABEL: define i32 @invoked(
; CHECK: br i1
; CHECK: [[BLOCK:%.*]] = invoke ptr @_Znwm(i64 %size)
; CHECK-NEXT: to label %[[AFTER:.*]] unwind label %caught
; CHECK: [[AFTER]]:
; CHECK-NEXT: %object = phi ptr
; CHECK-NEXT: br label %made
define i32 @invoked(i64 %size) personality ptr @__gxx_personality_v0 {
entry:
  %object = invoke ptr @_Znwm(i64 %size) builtin to label %made unwind label %caught

made:
  call void @use(ptr %object)
  call void @_ZdlPv(ptr %object) builtin
  ret i32 0

caught:
  %pad = landingpad { ptr, i32 } cleanup
  ret i32 1
}

; What is asked of the size is answered while the allocation is seen: a bound
; of _FORTIFY_SOURCE must not grow to the slot.
; CHECK-LABEL: define i64 @asked(
; CHECK-NOT: objectsize
; CHECK: [[ASKED:%.*]] = sub i64 %size, 0
; CHECK-NOT: objectsize
; CHECK: ret i64
define i64 @asked(i64 %size) {
  %object = call ptr @malloc(i64 %size)
  %bytes = call i64 @llvm.objectsize.i64.p0(ptr %object, i1 false, i1 true, i1 true)
  call void @use(ptr %object)
  call void @free(ptr %object)
  ret i64 %bytes
}

; The same where the bound makes the slot.
; CHECK-LABEL: define i64 @asked_bounded(
; CHECK: alloca [255 x i8]
; CHECK-NOT: objectsize
; CHECK: [[ASKED:%.*]] = sub i64 %wide, 0
; CHECK-NOT: objectsize
; CHECK: ret i64
define i64 @asked_bounded(i8 %size) {
  %wide = zext i8 %size to i64
  %object = call ptr @malloc(i64 %wide)
  %bytes = call i64 @llvm.objectsize.i64.p0(ptr %object, i1 false, i1 true, i1 true)
  call void @use(ptr %object)
  call void @free(ptr %object)
  ret i64 %bytes
}

; In a cycle one slot serves, if each instance is freed before the next.
; CHECK-LABEL: define void @in_loop(
; CHECK-NEXT: entry:
; CHECK-NEXT: alloca [256 x i8]
; CHECK: loop:
; CHECK-NOT: alloca
; CHECK: ret void
define void @in_loop(i64 %n) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %object = call ptr @malloc(i64 %i)
  call void @use(ptr %object)
  call void @free(ptr %object)
  %next = add i64 %i, 1
  %again = icmp ult i64 %next, %n
  br i1 %again, label %loop, label %done

done:
  ret void
}
