; What a function does with a function that it was passed is found out where that
; is known. Each promotion has its twin.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<certify>' -disable-output %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
@sink = global ptr null

define internal void @reads(ptr %p) noinline {
  %n = load i32, ptr %p
  ret void
}
define internal void @leaks(ptr %p) noinline {
  store ptr %p, ptr @sink
  ret void
}
define internal void @frees(ptr %p) noinline {
  call void @free(ptr %p)
  ret void
}

define internal void @apply(ptr %f, ptr %context) noinline {
  call void %f(ptr %context)
  ret void
}
; LLVM lists what all callers pass; what each passes says more.
define internal void @apply_listed(ptr %f, ptr %context) noinline {
  call void %f(ptr %context), !callees !{ptr @reads, ptr @leaks}
  ret void
}
; CHECK-LABEL: function promote_listed
; CHECK: action: promote to a slot
define void @promote_listed() {
  %p = call ptr @malloc(i64 8)
  call void @apply_listed(ptr @reads, ptr %p)
  ret void
}
; CHECK-LABEL: function keep_listed
; CHECK: %p escapes keep_listed
define void @keep_listed() {
  %p = call ptr @malloc(i64 8)
  call void @apply_listed(ptr @leaks, ptr %p)
  ret void
}
define internal void @apply_deeper(ptr %f, ptr %context) noinline {
  call void @apply(ptr %f, ptr %context)
  ret void
}

; CHECK-LABEL: function promote_passed_twice
; CHECK: action: promote to a slot
define void @promote_passed_twice() {
  %p = call ptr @malloc(i64 8)
  call void @apply_deeper(ptr @reads, ptr %p)
  ret void
}

; CHECK-LABEL: function keep_passed_twice
; CHECK: %p escapes keep_passed_twice
define void @keep_passed_twice() {
  %p = call ptr @malloc(i64 8)
  call void @apply_deeper(ptr @leaks, ptr %p)
  ret void
}

; CHECK-LABEL: function keep_passed_free
; CHECK: %p does not escape keep_passed_free
; CHECK: action: kept (FreedInCall)
define void @keep_passed_free() {
  %p = call ptr @malloc(i64 8)
  call void @apply(ptr @frees, ptr %p)
  ret void
}

; The function that is passed is not known.
; CHECK-LABEL: function keep_passed_on
; CHECK: %p escapes keep_passed_on
define void @keep_passed_on(ptr %f) {
  %p = call ptr @malloc(i64 8)
  call void @apply(ptr %f, ptr %p)
  ret void
}

; What the callee passes of its own is everybody's, there and here.
; CHECK-LABEL: function keep_own_passed
; CHECK: %own escapes keep_own_passed
define internal void @keep_own_passed(ptr %f, ptr %context) noinline {
  %own = call ptr @malloc(i64 8)
  call void %f(ptr %own, ptr %context)
  ret void
}
define internal void @stores_second(ptr %p, ptr %q) noinline {
  store ptr %q, ptr %p
  ret void
}
; CHECK-LABEL: function keep_stored_in_callees
; CHECK: %p escapes keep_stored_in_callees
define void @keep_stored_in_callees() {
  %p = call ptr @malloc(i64 8)
  call void @keep_own_passed(ptr @stores_second, ptr %p)
  ret void
}

; What it returns is anything to the callee, which may give it away.
define internal ptr @returns(ptr %p) noinline {
  ret ptr %p
}
define internal void @keeps_result(ptr %f, ptr %context) noinline {
  %r = call ptr %f(ptr %context)
  store ptr %r, ptr @sink
  ret void
}
; CHECK-LABEL: function keep_result
; CHECK: %p escapes keep_result
define void @keep_result() {
  %p = call ptr @malloc(i64 8)
  call void @keeps_result(ptr @returns, ptr %p)
  ret void
}

; A recursive walk with a visitor.
%node = type { ptr, ptr }
define internal void @walk(ptr %node, ptr %visit, ptr %context) noinline {
entry:
  %end = icmp eq ptr %node, null
  br i1 %end, label %done, label %step
step:
  call void %visit(ptr %node, ptr %context)
  %next = load ptr, ptr %node
  call void @walk(ptr %next, ptr %visit, ptr %context)
  br label %done
done:
  ret void
}
define internal void @counts(ptr %node, ptr %context) noinline {
  %n = load i32, ptr %context
  %m = add i32 %n, 1
  store i32 %m, ptr %context
  ret void
}
define internal void @gathers(ptr %node, ptr %context) noinline {
  store ptr %node, ptr @sink
  ret void
}
; CHECK-LABEL: function promote_walk
; CHECK: %first does not escape promote_walk
; CHECK-NEXT: action: promote to a slot
; CHECK: %second does not escape promote_walk
; CHECK-NEXT: action: promote to a slot
define void @promote_walk() {
  %count = alloca i32
  store i32 0, ptr %count
  %first = call ptr @malloc(i64 16)
  %second = call ptr @malloc(i64 16)
  store ptr %second, ptr %first
  store ptr null, ptr %second
  call void @walk(ptr %first, ptr @counts, ptr %count)
  ret void
}
; CHECK-LABEL: function keep_walk
; CHECK: %first escapes keep_walk
; CHECK: %second escapes keep_walk
define void @keep_walk() {
  %count = alloca i32
  %first = call ptr @malloc(i64 16)
  %second = call ptr @malloc(i64 16)
  store ptr %second, ptr %first
  store ptr null, ptr %second
  call void @walk(ptr %first, ptr @gathers, ptr %count)
  ret void
}
