; A table of functions is followed up to 128 entries; a larger one may hold any
; function.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)

define internal void @reads(ptr %p) noinline {
  %n = load i32, ptr %p
  ret void
}
@small_table = internal constant [128 x ptr] [ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads]
@large_table = internal constant [129 x ptr] [ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads, ptr @reads]

; CHECK-LABEL: function calls_small_table
; CHECK: %held does not escape calls_small_table
define void @calls_small_table(i64 %n) {
  %held = call ptr @malloc(i64 8)
  %entry = getelementptr [128 x ptr], ptr @small_table, i64 0, i64 %n
  %f = load ptr, ptr %entry
  call void %f(ptr %held)
  ret void
}

; CHECK-LABEL: function calls_large_table
; CHECK: %held escapes calls_large_table
define void @calls_large_table(i64 %n) {
  %held = call ptr @malloc(i64 8)
  %entry = getelementptr [129 x ptr], ptr @large_table, i64 0, i64 %n
  %f = load ptr, ptr %entry
  call void %f(ptr %held)
  ret void
}
