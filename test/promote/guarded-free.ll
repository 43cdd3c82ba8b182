; A free that may receive the slot or a heap block is executed unless its operand
; is the slot. Twins: a free that receives slots only goes, and one that
; receives no slot stays as it is.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr captures(none)) nofree
declare noalias ptr @_Znwm(i64) allocsize(0)
declare void @_ZdlPv(ptr) noinline
declare i32 @__gxx_personality_v0(...)

; SAY-LABEL: function select
; SAY: verdict: %object does not escape select
; SAY-NEXT: action: promote to a slot, drop 0 frees, guard 1
; REMARK: moved to stack: %object (16 bytes, slot; 1 free guarded)
; CHECK-LABEL: define void @select(
; CHECK: %object = alloca [16 x i8], align 16
; CHECK: [[OTHER:%.*]] = icmp ne ptr %freed, %object
; CHECK-NEXT: br i1 [[OTHER]], label %[[FREE:.*]], label %[[AFTER:.*]]
; CHECK: [[FREE]]:
; CHECK-NEXT: call void @free(ptr %freed)
; CHECK-NEXT: br label %[[AFTER]]
; CHECK: [[AFTER]]:
; CHECK-NEXT: ret void
define void @select(i1 %c, ptr %other) {
  %object = call ptr @malloc(i64 16)
  %freed = select i1 %c, ptr %object, ptr %other
  call void @free(ptr %freed)
  ret void
}

; Two slots: two comparisons.
; SAY-LABEL: function two_or_other
; SAY-COUNT-2: action: promote to a slot, drop 0 frees, guard 1
; CHECK-LABEL: define void @two_or_other(
; CHECK-DAG: icmp ne ptr %freed, %left
; CHECK-DAG: icmp ne ptr %freed, %right
; CHECK-COUNT-1: call void @free(
; CHECK-NOT: call void @free(
; CHECK: ret void
define void @two_or_other(i1 %c, i1 %d, ptr %other) {
  %left = call ptr @malloc(i64 16)
  %right = call ptr @malloc(i64 16)
  %one = select i1 %c, ptr %left, ptr %right
  %freed = select i1 %d, ptr %one, ptr %other
  call void @free(ptr %freed)
  ret void
}

; The other object is too large for a slot: its free stays for it.
; SAY-LABEL: function with_large
; SAY: %small: malloc, 16 bytes
; SAY: action: promote to a slot, drop 0 frees, guard 1
; SAY: %large: malloc, 100000 bytes
; SAY: action: kept (TooLarge)
; CHECK-LABEL: define void @with_large(
; CHECK: icmp ne ptr %freed, %small
; CHECK: call void @free(ptr %freed)
define void @with_large(i1 %c) {
  %small = call ptr @malloc(i64 16)
  %large = call ptr @malloc(i64 100000)
  %freed = select i1 %c, ptr %small, ptr %large
  call void @free(ptr %freed)
  ret void
}

; A static alloca behind the split stays in the entry block.
; CHECK-LABEL: define void @alloca_behind(
; CHECK: alloca [16 x i8]
; CHECK: %later = alloca i64
; CHECK: br i1
define void @alloca_behind(i1 %c, ptr %other) {
  %object = call ptr @malloc(i64 16)
  %freed = select i1 %c, ptr %object, ptr %other
  call void @free(ptr %freed)
  %later = alloca i64
  call void @use(ptr %later)
  ret void
}

; The free is invoked: the unwind edge stays with it.
; SAY-LABEL: function invoked
; SAY: action: promote to a slot, drop 0 frees, guard 1
; CHECK-LABEL: define i32 @invoked(
; CHECK: icmp ne ptr %freed, %object
; CHECK: invoke void @_ZdlPv(ptr %freed)
; CHECK-NEXT: to label %[[AFTER:.*]] unwind label %caught
; CHECK: [[AFTER]]:
; CHECK-NEXT: br label %done
; CHECK: done:
; CHECK-NEXT: %value = phi i32 [ %thrown, %caught ], [ 7, %[[AFTER]] ]
define i32 @invoked(i1 %c, ptr %other) personality ptr @__gxx_personality_v0 {
entry:
  %object = call ptr @_Znwm(i64 16) builtin
  %freed = select i1 %c, ptr %object, ptr %other
  invoke void @_ZdlPv(ptr %freed) builtin to label %done unwind label %caught

caught:
  %pad = landingpad { ptr, i32 } cleanup
  %thrown = extractvalue { ptr, i32 } %pad, 1
  br label %done

done:
  %value = phi i32 [ 7, %entry ], [ %thrown, %caught ]
  ret i32 %value
}

; SAY-LABEL: function slots_only
; SAY-COUNT-2: action: promote to a slot, drop 1 free{{$}}
; CHECK-LABEL: define void @slots_only(
; CHECK-NOT: call void @free
; CHECK: ret void
define void @slots_only(i1 %c) {
  %left = call ptr @malloc(i64 16)
  %right = call ptr @malloc(i64 16)
  %freed = select i1 %c, ptr %left, ptr %right
  call void @free(ptr %freed)
  ret void
}

; SAY-LABEL: function or_null
; SAY: action: promote to a slot, drop 1 free{{$}}
; CHECK-LABEL: define void @or_null(
; CHECK-NOT: call {{.*}}@free
; CHECK: ret void
define void @or_null(i1 %c) {
  %object = call ptr @malloc(i64 16)
  %freed = select i1 %c, ptr %object, ptr null
  call void @free(ptr %freed)
  ret void
}

; CHECK-LABEL: define void @no_slot(
; CHECK: %slot = alloca [16 x i8], align 16
; CHECK-NOT: icmp
; CHECK: call void @free(ptr %other)
; CHECK-NEXT: ret void
define void @no_slot(ptr %other) {
  %slot = call ptr @malloc(i64 16)
  call void @free(ptr %other)
  ret void
}
