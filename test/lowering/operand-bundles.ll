; Bundles that state facts for the optimizer keep nothing; `deopt` and unknown
; ones may.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @callee()
declare void @llvm.assume(i1)

; CHECK-LABEL: function keep_deopt
; CHECK: %p escapes keep_deopt
; CHECK: (operand bundle)
define void @keep_deopt() {
  %p = call ptr @malloc(i64 16)
  call void @callee() [ "deopt"(ptr %p) ]
  ret void
}

; CHECK-LABEL: function keep_unknown
; CHECK: %p escapes keep_unknown
define void @keep_unknown() {
  %p = call ptr @malloc(i64 16)
  call void @callee() [ "something-new"(ptr %p) ]
  ret void
}

; CHECK-LABEL: function keep_gc_live
; CHECK: %p escapes keep_gc_live
define void @keep_gc_live() {
  %p = call ptr @malloc(i64 16)
  call void @callee() [ "gc-live"(ptr %p) ]
  ret void
}

; CHECK-LABEL: function promote_assume
; CHECK: action: promote to a slot
define void @promote_assume() {
  %p = call ptr @malloc(i64 16)
  call void @llvm.assume(i1 true) [ "align"(ptr %p, i64 16), "nonnull"(ptr %p), "dereferenceable"(ptr %p, i64 16) ]
  ret void
}
