; Rarely executed code is left alone where the plan costs something: a slot for
; some sizes, a pool, a copy of a callee. Twins: without the weight; with a slot
; of its own.
;
; RUN: split-file %s %t
; RUN: %opt -passes='escape<no-cleanup>' -S %t/static.ll -pass-remarks-missed=escape 2>%t/err | FileCheck %t/static.ll
; RUN: FileCheck %t/static.ll --check-prefix=REMARK --input-file=%t/err
; RUN: %opt -passes='print<escape>' -disable-output %t/static.ll 2>&1 | FileCheck %s --check-prefix=ACTION
; RUN: %opt -passes='require<profile-summary>,escape<no-cleanup>' -S %t/profile.ll | FileCheck %t/profile.ll

; ACTION: function keep_unlikely
; ACTION: action: kept (Cold)

;--- static.ll
declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"

; CHECK-LABEL: define void @keep_unlikely(
; CHECK-NOT: alloca
; CHECK: call ptr @malloc(
; REMARK: %object does not escape keep_unlikely; %object stays on the heap: it is rarely made, and its plan costs something where it is not made
define void @keep_unlikely(i1 %problem, i64 %size) {
  br i1 %problem, label %rare, label %exit, !prof !0
rare:
  %object = call ptr @malloc(i64 %size)
  store i8 1, ptr %object
  call void @free(ptr %object)
  br label %exit
exit:
  ret void
}

; CHECK-LABEL: define void @keep_in_cold_function(
; CHECK-NOT: alloca
; CHECK: call ptr @malloc(
define void @keep_in_cold_function(i64 %size) cold {
  %object = call ptr @malloc(i64 %size)
  store i8 1, ptr %object
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @keep_pool(
; CHECK-NOT: alloca
; CHECK: call ptr @malloc(
define void @keep_pool(i64 %count) cold {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %list = phi ptr [ null, %entry ], [ %object, %loop ]
  %object = call ptr @malloc(i64 16)
  store ptr %list, ptr %object
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %count
  br i1 %more, label %loop, label %exit
exit:
  ret void
}

; CHECK-LABEL: define void @promote_as_likely(
; CHECK: alloca
define void @promote_as_likely(i1 %problem, i64 %size) {
  br i1 %problem, label %rare, label %exit
rare:
  %object = call ptr @malloc(i64 %size)
  store i8 1, ptr %object
  call void @free(ptr %object)
  br label %exit
exit:
  ret void
}

; CHECK-LABEL: define void @promote_slot(
; CHECK: alloca [16 x i8]
define void @promote_slot(i1 %problem) {
  br i1 %problem, label %rare, label %exit, !prof !0
rare:
  %object = call ptr @malloc(i64 16)
  store i8 1, ptr %object
  call void @free(ptr %object)
  br label %exit
exit:
  ret void
}

define ptr @make() noinline {
  %object = call ptr @malloc(i64 16)
  ret ptr %object
}

define void @release(ptr %object) noinline {
  call void @free(ptr %object)
  ret void
}

; REMARK: %object does not escape keep_callee; %object, made in make for keep_callee stays on the heap: it is rarely made, and its plan costs something where it is not made: call to make
; CHECK-LABEL: define void @keep_callee(
; CHECK-NOT: alloca
; CHECK: call ptr @make()
define void @keep_callee(i1 %problem) {
  br i1 %problem, label %rare, label %exit, !prof !0
rare:
  %object = call ptr @make()
  call void @release(ptr %object)
  br label %exit
exit:
  ret void
}

; REMARK: %object does not escape keep_freed; %object stays on the heap: it is rarely made, and its plan costs something where it is not made: call to release
; CHECK-LABEL: define void @keep_freed(
; CHECK-NOT: alloca
; CHECK: call void @release(ptr
define void @keep_freed(i1 %problem) {
  br i1 %problem, label %rare, label %exit, !prof !0
rare:
  %object = call ptr @malloc(i64 16)
  call void @release(ptr %object)
  br label %exit
exit:
  ret void
}

; CHECK-LABEL: define void @promote_callee(
; CHECK: call ptr @make.frame(
define void @promote_callee(i1 %problem) {
  br i1 %problem, label %rare, label %exit
rare:
  %object = call ptr @make()
  call void @release(ptr %object)
  br label %exit
exit:
  ret void
}

!0 = !{!"branch_weights", i32 1, i32 2000}
;--- profile.ll
declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"

; The profile says how often, and the branch is not even unlikely.
;
; CHECK-LABEL: define void @keep_never_run(
; CHECK-NOT: alloca
; CHECK: call ptr @malloc(
define void @keep_never_run(i1 %c, i64 %size) !prof !21 {
  br i1 %c, label %rare, label %exit
rare:
  %object = call ptr @malloc(i64 %size)
  store i8 1, ptr %object
  call void @free(ptr %object)
  br label %exit
exit:
  ret void
}

; CHECK-LABEL: define void @promote_hot(
; CHECK: alloca
define void @promote_hot(i1 %c, i64 %size) !prof !20 {
  br i1 %c, label %rare, label %exit
rare:
  %object = call ptr @malloc(i64 %size)
  store i8 1, ptr %object
  call void @free(ptr %object)
  br label %exit
exit:
  ret void
}

!llvm.module.flags = !{!0}
!0 = !{i32 1, !"ProfileSummary", !1}
!1 = !{!2, !3, !4, !5, !6, !7, !8, !9}
!2 = !{!"ProfileFormat", !"InstrProf"}
!3 = !{!"TotalCount", i64 10000}
!4 = !{!"MaxCount", i64 1000}
!5 = !{!"MaxInternalCount", i64 1}
!6 = !{!"MaxFunctionCount", i64 1000}
!7 = !{!"NumCounts", i64 3}
!8 = !{!"NumFunctions", i64 3}
!9 = !{!"DetailedSummary", !10}
!10 = !{!11, !12, !13}
!11 = !{i32 10000, i64 100, i32 1}
!12 = !{i32 999000, i64 100, i32 1}
!13 = !{i32 999999, i64 1, i32 2}
!20 = !{!"function_entry_count", i64 1000}
!21 = !{!"function_entry_count", i64 0}
