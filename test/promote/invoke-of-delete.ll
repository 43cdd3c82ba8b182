; An invoke of operator delete that goes becomes a branch like one of operator
; new, and the lifetime ends where it stood; landing pads that lose their last
; edge may hold frees of their own. Twin: promote/invoke-becomes-branch.ll.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s
; RUN: %opt -passes=escape -S %s | FileCheck %s --check-prefix=CLEAN

declare ptr @_Znwm(i64) nobuiltin
declare void @_ZdlPv(ptr) nobuiltin
declare i32 @__gxx_personality_v0(...)

; CHECK-LABEL: define void @promote(
; CHECK-COUNT-2: alloca [16 x i8], align 16
; CHECK: made:
; CHECK-NEXT: store ptr %inner, ptr %outer
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %inner)
; CHECK-NEXT: br label %done
; CHECK: done:
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %outer)
; CHECK-NEXT: ret void
; CHECK-NOT: call void @_ZdlPv
; CHECK: }
; CLEAN-LABEL: define void @promote(
; CLEAN-NEXT: entry:
; CLEAN-NEXT: ret void
define void @promote() personality ptr @__gxx_personality_v0 {
entry:
  %outer = call ptr @_Znwm(i64 16) builtin
  %inner = invoke ptr @_Znwm(i64 16) builtin
          to label %made unwind label %failed

made:
  store ptr %inner, ptr %outer
  invoke void @_ZdlPv(ptr %inner) builtin
          to label %done unwind label %failed_again

done:
  call void @_ZdlPv(ptr %outer) builtin
  ret void

failed:
  %exception = landingpad { ptr, i32 } cleanup
  call void @_ZdlPv(ptr %outer) builtin
  resume { ptr, i32 } %exception

failed_again:
  %again = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %again
}
