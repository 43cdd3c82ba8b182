; A promotion is a change: -print-changed shows the module after it, and
; analyses that do not hold any more are not kept (-verify-analysis-invalidation,
; and passes behind it that use them).
;
; RUN: %opt -passes=escape -print-changed -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='function(require<domtree>,require<loops>),escape,function(loop-simplify,gvn,loop-mssa(licm))' -verify-analysis-invalidation -verify-dom-info -verify-loop-info -S %s | FileCheck %s --check-prefix=AFTER
; RUN: %opt -passes='require<globals-aa>,function(require<aa>,require<memoryssa>),escape,function(gvn,dse,memcpyopt)' -verify-analysis-invalidation -verify-memoryssa -S %s | FileCheck %s --check-prefix=AFTER
;
; CHECK: IR Dump After {{.*}}EscapePass on [module]
; CHECK-NOT: omitted
; AFTER-LABEL: define i32 @f(
; AFTER-NOT: @malloc

declare ptr @_Znwm(i64) nobuiltin
declare void @_ZdlPv(ptr) nobuiltin
declare void @may_throw()
declare i32 @__gxx_personality_v0(...)

define i32 @f(i32 %n) personality ptr @__gxx_personality_v0 {
entry:
  %p = invoke ptr @_Znwm(i64 16) builtin
          to label %loop unwind label %failed

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %more ]
  store i32 %i, ptr %p
  invoke void @may_throw()
          to label %more unwind label %failed

more:
  %next = add i32 %i, 1
  %again = icmp ult i32 %next, %n
  br i1 %again, label %loop, label %exit

exit:
  %value = load i32, ptr %p
  call void @_ZdlPv(ptr %p) builtin
  ret i32 %value

failed:
  %exception = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %exception
}
