; A musttail call ends the frame, so a slot it may reach would be gone:
; MustTail, also where the object is reached through memory. LLVM 22's
; Attributor promotes it. Twins: an ordinary call, and a musttail call that
; gets something else.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare i32 @use(ptr captures(none)) nofree
declare i32 @use_nested(ptr captures(none)) nofree

define internal i32 @read_nested(ptr %holder) noinline {
  %object = load ptr, ptr %holder
  %value = load i32, ptr %object
  ret i32 %value
}

; SAY-LABEL: function keep
; SAY: verdict: %object does not escape keep
; SAY-NEXT: action: kept (MustTail)
; REMARK: %object does not escape keep; %object stays on the heap: a musttail call may reach it, and such a call ends the frame: call to use. To change it: make it an ordinary call
; CHECK-LABEL: define i32 @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK-NEXT: %result = musttail call i32 @use(ptr %object)
define i32 @keep(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %result = musttail call i32 @use(ptr %object)
  ret i32 %result
}

; SAY-LABEL: function keep_through_memory
; SAY: %holder: malloc
; SAY: action: kept (MustTail)
; SAY: %object: malloc
; SAY: action: kept (MustTail)
define i32 @keep_through_memory(ptr %other) {
  %holder = call ptr @malloc(i64 8)
  %object = call ptr @malloc(i64 16)
  store ptr %object, ptr %holder
  %result = musttail call i32 @read_nested(ptr %holder)
  ret i32 %result
}

; SAY-LABEL: function promote_ordinary_call
; SAY: action: promote to a slot, drop 0 frees
; CHECK-LABEL: define i32 @promote_ordinary_call(
; CHECK-NEXT: alloca [16 x i8], align 16
; CHECK: {{^}}  %result = call i32 @use(ptr %object)
define i32 @promote_ordinary_call(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %result = tail call i32 @use(ptr %object)
  ret i32 %result
}

; SAY-LABEL: function promote_not_reached
; SAY: action: promote to a slot, drop 0 frees
; CHECK-LABEL: define i32 @promote_not_reached(
; CHECK-NEXT: alloca [16 x i8], align 16
; CHECK: musttail call i32 @use(ptr %other)
define i32 @promote_not_reached(ptr %other) {
  %object = call ptr @malloc(i64 16)
  store i32 1, ptr %object
  %result = musttail call i32 @use(ptr %other)
  ret i32 %result
}
