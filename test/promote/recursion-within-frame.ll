; Each activation of a recursive function has its own instance: a slot is right,
; within the recursive budget, and no store through one instance may be taken
; for a store to another (gcc PR88936). Twin: the list that mk() builds leaves
; each activation (LLVM 22's Attributor links the list to itself).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function promote_links_down
; SAY: action: promote to a slot, drop 0 frees
; CHECK-LABEL: define i32 @promote_links_down(
; CHECK: %node = alloca [16 x i8], align 16
; CHECK: call i32 @promote_links_down(i32 %less, ptr %node)
define i32 @promote_links_down(i32 %depth, ptr %previous) {
entry:
  %node = call ptr @malloc(i64 16)
  store i32 %depth, ptr %node
  %stop = icmp eq i32 %depth, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %depth, 1
  %below = call i32 @promote_links_down(i32 %less, ptr %node)
  br label %exit

exit:
  %mine = load i32, ptr %node
  ret i32 %mine
}

; SAY-LABEL: function keep_list
; SAY: %node escapes keep_list
; SAY: action: kept (OutlivesFunction)
; CHECK-LABEL: define ptr @keep_list(
; CHECK: %node = call ptr @malloc(i64 16)
; CHECK: %next = call ptr @keep_list(i32 %less)
define ptr @keep_list(i32 %depth) {
entry:
  %node = call ptr @malloc(i64 16)
  %stop = icmp eq i32 %depth, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %depth, 1
  %next = call ptr @keep_list(i32 %less)
  br label %exit

exit:
  %link = phi ptr [ null, %entry ], [ %next, %deeper ]
  store ptr %link, ptr %node
  ret ptr %node
}

; An instance handed to the activation above, through memory.
; SAY-LABEL: function keep_out_parameter
; SAY: action: kept (OutlivesFunction)
define void @keep_out_parameter(i32 %depth, ptr %out) {
entry:
  %cell = alloca ptr
  %node = call ptr @malloc(i64 16)
  store ptr %node, ptr %out
  %stop = icmp eq i32 %depth, 0
  br i1 %stop, label %exit, label %deeper

deeper:
  %less = sub i32 %depth, 1
  call void @keep_out_parameter(i32 %less, ptr %cell)
  br label %exit

exit:
  ret void
}
