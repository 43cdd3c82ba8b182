; An invoke of operator new cannot throw once it is a slot: it becomes a branch,
; and the unwind destination loses an edge, its phis an entry. Twin: another
; invoke with the same unwind destination stays.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare ptr @_Znwm(i64) nobuiltin
declare void @_ZdlPv(ptr) nobuiltin nounwind
declare void @may_throw()
declare void @log(i32)
declare i32 @__gxx_personality_v0(...)

; CHECK-LABEL: define void @promote(
; CHECK: entry:
; CHECK-NEXT: %object = alloca [16 x i8], align 16
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr %object)
; CHECK-NEXT: br label %made
; CHECK: made:
; CHECK-NEXT: store i32 1, ptr %object
; CHECK-NEXT: invoke void @may_throw()
; CHECK-NEXT: to label %more unwind label %failed
; CHECK: failed:
; CHECK-NEXT: %where = phi i32 {{\[ 2, %made \], \[ 3, %more \]|\[ 3, %more \], \[ 2, %made \]}}
; CHECK-NEXT: %exception = landingpad
; CHECK: done:
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
define void @promote() personality ptr @__gxx_personality_v0 {
entry:
  %object = invoke ptr @_Znwm(i64 16) builtin
          to label %made unwind label %failed

made:
  store i32 1, ptr %object
  invoke void @may_throw()
          to label %more unwind label %failed

more:
  invoke void @may_throw()
          to label %done unwind label %failed

failed:
  %where = phi i32 [ 1, %entry ], [ 2, %made ], [ 3, %more ]
  %exception = landingpad { ptr, i32 } cleanup
  call void @log(i32 %where)
  resume { ptr, i32 } %exception

done:
  call void @_ZdlPv(ptr %object) builtin
  ret void
}

; The only invoke with its landing pad: the pad can no longer be reached.
; CHECK-LABEL: define void @promote_only_invoke(
; CHECK-NOT: invoke
; CHECK: call void @llvm.lifetime.start.p0(ptr %object)
; CHECK-NEXT: br label %made
define void @promote_only_invoke() personality ptr @__gxx_personality_v0 {
entry:
  %object = invoke ptr @_Znwm(i64 16) builtin
          to label %made unwind label %failed

made:
  call void @_ZdlPv(ptr %object) builtin
  ret void

failed:
  %exception = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %exception
}
