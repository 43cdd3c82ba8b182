; The frees of clean-ups go like all others, from landing pads and from cleanup
; pads. Twin: the landing pad hands the object to the exception's catcher.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @may_throw()
declare i32 @__gxx_personality_v0(...)
declare i32 @__CxxFrameHandler3(...)

; CHECK-LABEL: define void @promote(
; CHECK: alloca [16 x i8], align 16
; CHECK: done:
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
; CHECK: failed:
; CHECK-NEXT: %exception = landingpad
; CHECK-NEXT: cleanup
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
; CHECK-NEXT: resume
define void @promote() personality ptr @__gxx_personality_v0 {
entry:
  %object = call ptr @malloc(i64 16)
  invoke void @may_throw()
          to label %done unwind label %failed

done:
  call void @free(ptr %object)
  ret void

failed:
  %exception = landingpad { ptr, i32 } cleanup
  call void @free(ptr %object)
  resume { ptr, i32 } %exception
}

; CHECK-LABEL: define void @promote_cleanup_pad(
; CHECK: alloca [16 x i8], align 16
; CHECK: failed:
; CHECK-NEXT: %pad = cleanuppad within none []
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %object)
; CHECK-NEXT: cleanupret
define void @promote_cleanup_pad() personality ptr @__CxxFrameHandler3 {
entry:
  %object = call ptr @malloc(i64 16)
  invoke void @may_throw()
          to label %done unwind label %failed

done:
  call void @free(ptr %object)
  ret void

failed:
  %pad = cleanuppad within none []
  call void @free(ptr %object) [ "funclet"(token %pad) ]
  cleanupret from %pad unwind to caller
}

; CHECK-LABEL: define void @keep(
; CHECK: call ptr @malloc(i64 16)
; CHECK: call void @free(ptr %object)
define void @keep() personality ptr @__gxx_personality_v0 {
entry:
  %object = call ptr @malloc(i64 16)
  invoke void @may_throw()
          to label %done unwind label %failed

done:
  call void @free(ptr %object)
  ret void

failed:
  %exception = landingpad { ptr, i32 } cleanup
  %thrown = insertvalue { ptr, i32 } %exception, ptr %object, 0
  resume { ptr, i32 } %thrown
}
