; Code that is not seen may call back into the function while its frame lives:
; then it may grow by reentrant-frame-bytes only (ReentrantBudget), also when the
; call is further down. Twins: within that budget; norecurse; a callee that
; promises not to call back.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;reentrant-frame-bytes=513>' -S %s | FileCheck %s --check-prefix=BELOW
; RUN: %opt -passes='escape<no-cleanup;reentrant-frame-bytes=528>' -S %s | FileCheck %s --check-prefix=RAISED

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @unknown()
declare void @no_callback() nocallback

; SAY-LABEL: function keep
; SAY: action: kept (ReentrantBudget)
; REMARK: %object does not escape keep; %object stays on the heap: the function may be entered again while it runs, so its frame may grow little (512 bytes left). To change it: raise reentrant-frame-bytes, or mark the function norecurse
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 513)
; BELOW-LABEL: define void @keep(
; BELOW-NEXT: call ptr @malloc(i64 513)
; RAISED-LABEL: define void @keep(
; RAISED-NEXT: alloca [513 x i8], align 16
define void @keep() {
  %object = call ptr @malloc(i64 513)
  call void @unknown()
  call void @free(ptr %object)
  ret void
}

define internal void @below() noinline {
  call void @unknown()
  ret void
}

; SAY-LABEL: function keep_further_down
; SAY: action: kept (ReentrantBudget)
define void @keep_further_down() {
  %object = call ptr @malloc(i64 513)
  call void @below()
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_function_pointer
; SAY: action: kept (ReentrantBudget)
define void @keep_function_pointer(ptr %visit) {
  %object = call ptr @malloc(i64 513)
  call void %visit()
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote_within
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote_within(
; CHECK-NEXT: alloca [512 x i8], align 16
define void @promote_within() {
  %object = call ptr @malloc(i64 512)
  call void @unknown()
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote_norecurse
; SAY: action: promote to a slot, drop 1 free
define void @promote_norecurse() norecurse {
  %object = call ptr @malloc(i64 513)
  call void @unknown()
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote_no_callback
; SAY: action: promote to a slot, drop 1 free
define void @promote_no_callback() {
  %object = call ptr @malloc(i64 513)
  call void @no_callback()
  call void @free(ptr %object)
  ret void
}

; What the caller passed may call back.
; SAY-LABEL: function keep_calls_callers
; SAY: action: kept (ReentrantBudget)
define void @keep_calls_callers(ptr %function) {
  %object = call ptr @malloc(i64 513)
  call void %function()
  call void @free(ptr %object)
  ret void
}

define internal void @known() {
  ret void
}

define internal void @calls_back() {
  call void @unknown()
  ret void
}

; SAY-LABEL: function promote_resolved
; SAY: action: promote to a slot, drop 1 free
define void @promote_resolved(i1 %c) {
  %hook = select i1 %c, ptr @known, ptr @known
  %object = call ptr @malloc(i64 513)
  call void %hook()
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_resolved
; SAY: action: kept (ReentrantBudget)
define void @keep_resolved(i1 %c) {
  %hook = select i1 %c, ptr @known, ptr @calls_back
  %object = call ptr @malloc(i64 513)
  call void %hook()
  call void @free(ptr %object)
  ret void
}

define internal void @calls_passed(ptr %function) noinline {
  call void %function()
  ret void
}

; SAY-LABEL: function promote_passed
; SAY: action: promote to a slot, drop 1 free
define void @promote_passed() {
  %object = call ptr @malloc(i64 513)
  call void @calls_passed(ptr @known)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_passed
; SAY: action: kept (ReentrantBudget)
define void @keep_passed() {
  %object = call ptr @malloc(i64 513)
  call void @calls_passed(ptr @calls_back)
  call void @free(ptr %object)
  ret void
}

declare void @exit(i32)
declare void @__cxa_throw(ptr, ptr, ptr)
declare i32 @atexit(ptr)

; What exit calls was registered, once.
; SAY-LABEL: function promote_exit
; SAY: action: promote to a slot, drop 1 free
define void @promote_exit(i1 %c) {
  %object = call ptr @malloc(i64 513)
  br i1 %c, label %fail, label %done

fail:
  call void @exit(i32 1)
  unreachable

done:
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote_throw
; SAY: action: promote to a slot, drop 1 free
define void @promote_throw(i1 %c, ptr %thrown) {
  %object = call ptr @malloc(i64 513)
  br i1 %c, label %fail, label %done

fail:
  call void @__cxa_throw(ptr %thrown, ptr null, ptr null)
  unreachable

done:
  call void @free(ptr %object)
  ret void
}

; The module's own exit.
; SAY-LABEL: function quick_exit
define void @quick_exit(i32 %code) {
  call void @unknown()
  ret void
}

; SAY-LABEL: function keep_own_exit
; SAY: action: kept (ReentrantBudget)
define void @keep_own_exit() {
  %object = call ptr @malloc(i64 513)
  call void @quick_exit(i32 1)
  call void @free(ptr %object)
  ret void
}
