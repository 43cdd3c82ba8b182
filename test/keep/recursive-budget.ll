; Recursion turns heap growth into stack growth: a frame of a directly recursive
; SCC may grow by recursive-frame-bytes only (RecursiveBudget). Twins: within
; that budget; no recursion.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep_self
; SAY: action: kept (RecursiveBudget)
; REMARK: %object does not escape keep_self; %object stays on the heap: the function is recursive, so its frame may grow little (128 bytes left). To change it: raise recursive-frame-bytes
; CHECK-LABEL: define void @keep_self(
; CHECK: %object = call ptr @malloc(i64 129)
define void @keep_self(i32 %depth) {
entry:
  %object = call ptr @malloc(i64 129)
  store i32 %depth, ptr %object
  %stop = icmp eq i32 %depth, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %depth, 1
  call void @keep_self(i32 %less)
  br label %exit

exit:
  call void @free(ptr %object)
  ret void
}

; Of a size that is known at run time only, what fits. Twin: too little is left.
; SAY-LABEL: function promote_small_sizes
; SAY: action: promote to a slot if at most 128 bytes, drop 0 frees, guard 1
; SAY-LABEL: function keep_smaller_sizes
; SAY: action: promote to a slot, drop 1 free
; SAY: action: kept (RecursiveBudget)
; CHECK-LABEL: define void @promote_small_sizes(
; CHECK: alloca [128 x i8], align 16
define void @promote_small_sizes(i32 %depth, i64 %n) {
entry:
  %object = call ptr @malloc(i64 %n)
  store i8 1, ptr %object
  %stop = icmp eq i32 %depth, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %depth, 1
  call void @promote_small_sizes(i32 %less, i64 %n)
  br label %exit

exit:
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @keep_smaller_sizes(
define void @keep_smaller_sizes(i32 %depth, i64 %n) {
entry:
  %first = call ptr @malloc(i64 80)
  store i8 1, ptr %first
  %object = call ptr @malloc(i64 %n)
  store i8 1, ptr %object
  %stop = icmp eq i32 %depth, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %depth, 1
  call void @keep_smaller_sizes(i32 %less, i64 %n)
  br label %exit

exit:
  call void @free(ptr %object)
  call void @free(ptr %first)
  ret void
}

; SAY-LABEL: function promote_within
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote_within(
; CHECK: alloca [128 x i8], align 16
define void @promote_within(i32 %depth) {
entry:
  %object = call ptr @malloc(i64 128)
  store i32 %depth, ptr %object
  %stop = icmp eq i32 %depth, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %depth, 1
  call void @promote_within(i32 %less)
  br label %exit

exit:
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_even
; SAY: action: kept (RecursiveBudget)
define void @keep_even(i32 %depth) {
  %object = call ptr @malloc(i64 129)
  store i32 %depth, ptr %object
  call void @keep_odd(i32 %depth)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_odd
define void @keep_odd(i32 %depth) {
entry:
  %stop = icmp eq i32 %depth, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %depth, 1
  call void @keep_even(i32 %less)
  br label %exit

exit:
  ret void
}

; SAY-LABEL: function promote_not_recursive
; SAY: action: promote to a slot, drop 1 free
define void @promote_not_recursive(i32 %depth) {
  %object = call ptr @malloc(i64 129)
  store i32 %depth, ptr %object
  call void @free(ptr %object)
  ret void
}
