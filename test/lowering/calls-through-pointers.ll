; A call through a pointer is one of each function that the pointer may be, if
; all of them are known; else it may run anything. Each promotion has its twin.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<certify>' -disable-output %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @declared(ptr)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
@sink = global ptr null
@hook = global ptr null

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
define internal void @two_arguments(ptr %p, ptr %q) noinline {
  ret void
}
define internal fastcc void @fast(ptr %p) noinline {
  ret void
}
define internal void @by_value(ptr byval(i64) %p) noinline {
  ret void
}
define internal void @variadic(...) noinline {
  ret void
}
define linkonce_odr void @inexact(ptr %p) noinline {
  ret void
}
define weak void @interposable(ptr %p) noinline {
  ret void
}
define internal ptr @makes() noinline {
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}

;===-- Which functions ---------------------------------------------------===;

; CHECK-LABEL: function promote_callees
; CHECK: action: promote to a slot
define void @promote_callees() {
  %f = load ptr, ptr @hook
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p), !callees !{ptr @reads}
  ret void
}

; CHECK-LABEL: function keep_callees_leak
; CHECK: %p escapes keep_callees_leak
define void @keep_callees_leak() {
  %f = load ptr, ptr @hook
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p), !callees !{ptr @reads, ptr @leaks}
  ret void
}

; CHECK-LABEL: function keep_callees_without_body
; CHECK: %p escapes keep_callees_without_body
define void @keep_callees_without_body() {
  %f = load ptr, ptr @hook
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p), !callees !{ptr @reads, ptr @declared}
  ret void
}

; CHECK-LABEL: function keep_one_leaks
; CHECK: %p escapes keep_one_leaks
define void @keep_one_leaks(i1 %c) {
  %f = select i1 %c, ptr @reads, ptr @leaks
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_one_unknown
; CHECK: %p escapes keep_one_unknown
define void @keep_one_unknown(i1 %c) {
  %f = select i1 %c, ptr @reads, ptr @declared
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_inexact
; CHECK: %p escapes keep_inexact
define void @keep_inexact(i1 %c) {
  %f = select i1 %c, ptr @reads, ptr @inexact
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_interposable
; CHECK: %p escapes keep_interposable
define void @keep_interposable(i1 %c) {
  %f = select i1 %c, ptr @reads, ptr @interposable
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_other_type
; CHECK: %p escapes keep_other_type
define void @keep_other_type(i1 %c) {
  %f = select i1 %c, ptr @reads, ptr @two_arguments
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_other_convention
; CHECK: %p escapes keep_other_convention
define void @keep_other_convention(i1 %c) {
  %f = select i1 %c, ptr @reads, ptr @fast
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_by_value
; CHECK: %p escapes keep_by_value
define void @keep_by_value(i1 %c) {
  %f = select i1 %c, ptr @reads, ptr @by_value
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_variadic
; CHECK: %p escapes keep_variadic
define void @keep_variadic(i1 %c) {
  %f = select i1 %c, ptr @variadic, ptr @variadic
  %p = call ptr @malloc(i64 8)
  call void (...) %f(ptr %p)
  ret void
}

; The middle of a function is no function.
; CHECK-LABEL: function keep_moved
; CHECK: %p escapes keep_moved
define void @keep_moved() {
  %hook = alloca ptr
  store ptr getelementptr (i8, ptr @reads, i64 8), ptr %hook
  %f = load ptr, ptr %hook
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; A function is read like any memory: what stands in front of it is anybody's.
; CHECK-LABEL: function keep_read_code
; CHECK: %p escapes keep_read_code
define void @keep_read_code() {
  %hook = alloca ptr
  store ptr @reads, ptr %hook
  %code = load ptr, ptr %hook
  %f = load ptr, ptr %code
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; Nothing is known to be there: not even null is believed.
; CHECK-LABEL: function keep_no_target
; CHECK: %p escapes keep_no_target
define void @keep_no_target() {
  %hook = alloca ptr
  %f = load ptr, ptr %hook
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; A caller of its own: no summary yet.
; CHECK-LABEL: function keep_recursive
; CHECK: %p escapes keep_recursive
define void @keep_recursive(ptr %q) {
  %hook = alloca ptr
  store ptr @keep_recursive, ptr %hook
  %f = load ptr, ptr %hook
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; What runs may be found out by what runs: two turns.
define internal void @sets_leak(ptr %hook) noinline {
  store ptr @leaks, ptr %hook
  ret void
}
; CHECK-LABEL: function keep_second_turn
; CHECK: %p escapes keep_second_turn
define void @keep_second_turn() {
  %hook = alloca ptr
  %setter = alloca ptr
  store ptr @reads, ptr %hook
  store ptr @sets_leak, ptr %setter
  %s = load ptr, ptr %setter
  call void %s(ptr %hook)
  %f = load ptr, ptr %hook
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

;===-- What they do ------------------------------------------------------===;

; CHECK-LABEL: function keep_freed
; CHECK: %p does not escape keep_freed
; CHECK: action: kept (FreedInCall)
define void @keep_freed(i1 %c) {
  %f = select i1 %c, ptr @reads, ptr @frees
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; Calls with several targets are not inlined, so what they make stays.
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=IR
; IR-LABEL: define void @keep_made(
; IR: call ptr %f()
define internal ptr @makes_too() {
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}
define void @keep_made(i1 %c) {
  %f = select i1 %c, ptr @makes, ptr @makes_too
  %p = call ptr %f()
  call void @free(ptr %p)
  ret void
}

;===-- Tables ------------------------------------------------------------===;

@ops = internal constant { ptr, i32, ptr } { ptr @name, i32 7, ptr @reads }
@name = internal constant [4 x i8] c"ops\00"
@variable_ops = internal global { ptr, i32, ptr } { ptr @name, i32 7, ptr @reads }
@weak_ops = weak constant { ptr, i32, ptr } { ptr @name, i32 7, ptr @reads }
@set_at_start = internal externally_initialized constant { ptr, i32, ptr } { ptr @name, i32 7, ptr @reads }
@commands = internal constant [2 x { ptr, ptr }] [{ ptr, ptr } { ptr @name, ptr @reads }, { ptr, ptr } { ptr @name, ptr @other_reads }]
@leaky_commands = internal constant [2 x { ptr, ptr }] [{ ptr, ptr } { ptr @name, ptr @reads }, { ptr, ptr } { ptr @name, ptr @leaks }]
@fixed = internal constant { i64, ptr } { i64 4096, ptr @reads }

define internal void @other_reads(ptr %p) noinline {
  ret void
}

; CHECK-LABEL: function promote_table
; CHECK: action: promote to a slot
define void @promote_table() {
  %f = load ptr, ptr getelementptr (i8, ptr @ops, i64 16)
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_variable
; CHECK: %p escapes keep_variable
define void @keep_variable() {
  %f = load ptr, ptr getelementptr (i8, ptr @variable_ops, i64 16)
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_weak_table
; CHECK: %p escapes keep_weak_table
define void @keep_weak_table() {
  %f = load ptr, ptr getelementptr (i8, ptr @weak_ops, i64 16)
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_set_at_start
; CHECK: %p escapes keep_set_at_start
define void @keep_set_at_start() {
  %f = load ptr, ptr getelementptr (i8, ptr @set_at_start, i64 16)
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; A text beside it is no function.
; CHECK-LABEL: function promote_indexed
; CHECK: action: promote to a slot
define void @promote_indexed(i64 %i) {
  %place = getelementptr { ptr, ptr }, ptr @commands, i64 %i, i32 1
  %f = load ptr, ptr %place
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_indexed
; CHECK: %p escapes keep_indexed
define void @keep_indexed(i64 %i) {
  %place = getelementptr { ptr, ptr }, ptr @leaky_commands, i64 %i, i32 1
  %f = load ptr, ptr %place
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; Relative tables: what is reached from the table's own address is no entry.
@relative = internal constant { i32, ptr } { i32 trunc (i64 sub (i64 ptrtoint (ptr @leaks to i64), i64 ptrtoint (ptr @relative to i64)) to i32), ptr @reads }
; CHECK-LABEL: function keep_relative
; CHECK: %p escapes keep_relative
define void @keep_relative(i1 %c) {
  %distance = load i32, ptr @relative
  %wide = sext i32 %distance to i64
  %function = getelementptr i8, ptr @relative, i64 %wide
  %f = select i1 %c, ptr %function, ptr @reads
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; A number may be a fixed address.
; CHECK-LABEL: function keep_fixed
; CHECK: %p escapes keep_fixed
define void @keep_fixed(i64 %i) {
  %place = getelementptr ptr, ptr @fixed, i64 %i
  %f = load ptr, ptr %place
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; A copy of a table may be changed; what is stored to the table itself is not
; there to be read.
; CHECK-LABEL: function promote_copied
; CHECK: action: promote to a slot
define void @promote_copied() {
  %copy = alloca { ptr, i32, ptr }
  call void @llvm.memcpy.p0.p0.i64(ptr %copy, ptr @ops, i64 24, i1 false)
  %place = getelementptr i8, ptr %copy, i64 16
  %f = load ptr, ptr %place
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_changed_copy
; CHECK: %p escapes keep_changed_copy
define void @keep_changed_copy(ptr %g) {
  %copy = alloca { ptr, i32, ptr }
  call void @llvm.memcpy.p0.p0.i64(ptr %copy, ptr @ops, i64 24, i1 false)
  %place = getelementptr i8, ptr %copy, i64 16
  store ptr %g, ptr %place
  %f = load ptr, ptr %place
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}

; CHECK-LABEL: function promote_maybe_stored
; CHECK: action: promote to a slot
define void @promote_maybe_stored(i1 %c, ptr %g) {
  %own = alloca { ptr, i32, ptr }
  %either = select i1 %c, ptr %own, ptr @ops
  store ptr %g, ptr %either
  %f = load ptr, ptr getelementptr (i8, ptr @ops, i64 16)
  %p = call ptr @malloc(i64 8)
  call void %f(ptr %p)
  ret void
}
