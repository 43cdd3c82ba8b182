; Code that cannot be reached says nothing: a leak there keeps nothing, and a
; site there is not judged. Twin: the branch is taken.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)

; SAY-LABEL: function promote_constant_branch
; SAY: action: promote to a slot, drop 0 frees
; CHECK-LABEL: define void @promote_constant_branch(
; CHECK: alloca [16 x i8], align 16
define void @promote_constant_branch() {
entry:
  %object = call ptr @malloc(i64 16)
  br i1 false, label %leak, label %exit

leak:
  store ptr %object, ptr @global
  br label %exit

exit:
  ret void
}

; SAY-LABEL: function promote_no_predecessor
; SAY: action: promote to a slot, drop 0 frees
; CHECK-LABEL: define void @promote_no_predecessor(
; CHECK: alloca [16 x i8], align 16
define void @promote_no_predecessor() {
entry:
  %object = call ptr @malloc(i64 16)
  br label %exit

leak:
  store ptr %object, ptr @global
  br label %exit

exit:
  ret void
}

; SAY-LABEL: function dead_site
; SAY-NOT: verdict
; SAY-LABEL: function keep
; SAY: action: kept (Escapes)
; CHECK-LABEL: define void @keep(
; CHECK: call ptr @malloc
define void @dead_site() {
entry:
  ret void

dead:
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr @global
  ret void
}

define void @keep() {
entry:
  %object = call ptr @malloc(i64 16)
  br i1 true, label %leak, label %exit

leak:
  store ptr %object, ptr @global
  br label %exit

exit:
  ret void
}
