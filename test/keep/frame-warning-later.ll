; FrameWarning compares with the allocas. The frame that the code generator makes may
; be larger, and then it warns all the same; and probes of the stack are not counted.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -o %t.bc %s
; RUN: llc -O0 -mtriple=x86_64-unknown-linux-gnu -o %t.s %t.bc 2>&1 | FileCheck %s --check-prefix=LATER
; LATER: stack frame size ({{.*}}) exceeds limit (64) in function 'promote'

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @use(i8) nofree nocallback

; CHECK-LABEL: define i64 @promote(
; CHECK: alloca [64 x i8], align 16
; CHECK-NOT: @malloc
; CHECK: ret i64
define i64 @promote(i64 %a, i64 %b) "warn-stack-size"="64" {
  %object = call ptr @malloc(i64 64)
  store i8 1, ptr %object
  call void @use(i8 1)
  call void @free(ptr %object)
  %sum = add i64 %a, %b
  ret i64 %sum
}

; CHECK-LABEL: define void @promote_probed(
; CHECK-COUNT-2: alloca [4096 x i8], align 16
define void @promote_probed() "probe-stack"="inline-asm" "warn-stack-size"="8192" {
  %object = call ptr @malloc(i64 4096)
  %other = call ptr @malloc(i64 4096)
  store i8 1, ptr %object
  call void @use(i8 1)
  store i8 1, ptr %other
  call void @use(i8 1)
  call void @free(ptr %object)
  call void @free(ptr %other)
  ret void
}
