; oracle=count counts every allocation, also those that escape, and watches the
; functions from which one can be reached. Members of a cycle of calls share its
; mark.
;
; RUN: %opt -passes='escape<oracle=count>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @keep(ptr)
declare i64 @strlen(ptr) nocallback ; LLVM 19 does not infer it

; CHECK: @escape.oracle.function = private constant { ptr, ptr } { ptr @{{.*}}, ptr [[FIRST:@.*]] }
; CHECK: [[FIRST]] = private constant { ptr, ptr } { ptr @{{.*}}, ptr [[FIRST]] }
; CHECK: @escape.oracle = private global { i32, i32, ptr, i64, ptr } { i32 1, i32 2,

; CHECK-LABEL: define void @makes(
; CHECK: call void @esc_oracle_enter(
; CHECK: %p = call ptr @malloc(i64 8)
; CHECK-NEXT: call void @esc_oracle_count(ptr %p, ptr @escape.oracle.sites)
; CHECK: call void @esc_oracle_leave(
define void @makes(i64 %n) {
  %p = call ptr @malloc(i64 8)
  call void @keep(ptr %p)
  call void @other(i64 %n)
  ret void
}

; CHECK-LABEL: define void @other(
; CHECK: call void @esc_oracle_enter(
define void @other(i64 %n) {
  call void @makes(i64 %n)
  ret void
}

; CHECK-LABEL: define i64 @leaf(
; CHECK-NOT: esc_oracle
; CHECK-LABEL: define void @calls_back(
; CHECK: call void @esc_oracle_enter(
define i64 @leaf(ptr %s) {
  %n = call i64 @strlen(ptr %s)
  ret i64 %n
}

define void @calls_back(ptr %f) {
  call void %f()
  ret void
}
