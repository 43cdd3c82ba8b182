; A thrown value is seen by whoever catches it; what a landing pad receives is
; unknown.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @may_throw()
declare i32 @__gxx_personality_v0(...)
declare i32 @__CxxFrameHandler3(...)

; CHECK-LABEL: function keep_resumed
; CHECK: %p escapes keep_resumed
; CHECK: from exception (thrown)
define void @keep_resumed() personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 8)
  %exception = insertvalue { ptr, i32 } poison, ptr %p, 0
  resume { ptr, i32 } %exception
}

; Stored through what was caught.
; CHECK-LABEL: function keep_stored_in_caught
; CHECK: %p escapes keep_stored_in_caught
define void @keep_stored_in_caught() personality ptr @__gxx_personality_v0 {
entry:
  %p = call ptr @malloc(i64 8)
  invoke void @may_throw()
          to label %done unwind label %failed

done:
  ret void

failed:
  %exception = landingpad { ptr, i32 } catch ptr null
  %caught = extractvalue { ptr, i32 } %exception, 0
  store ptr %p, ptr %caught
  ret void
}

; Alive over an exception, and freed after it.
; CHECK-LABEL: function promote_over_catch
; CHECK: %p does not escape promote_over_catch
; CHECK-NEXT: action: promote to a slot, drop 1 free
define void @promote_over_catch() personality ptr @__CxxFrameHandler3 {
entry:
  %p = call ptr @malloc(i64 8)
  invoke void @may_throw()
          to label %done unwind label %dispatch

dispatch:
  %switch = catchswitch within none [label %handler] unwind to caller

handler:
  %pad = catchpad within %switch [ptr null, i32 64, ptr null]
  store i32 1, ptr %p
  catchret from %pad to label %done

done:
  call void @free(ptr %p)
  ret void
}
