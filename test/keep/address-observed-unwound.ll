; A call that may throw leaves the function between the observation and the
; free: on that path the object keeps its address. Twins: the call returns for
; certain; the exception's path frees the object too.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @may_throw()
declare i32 @__gxx_personality_v0(...)

; CHECK-LABEL: function keep
; CHECK: action: kept (AddressObserved)
define i1 @keep(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, %other
  call void @may_throw()
  call void @free(ptr %object)
  ret i1 %same
}

; Without unwinding it may still longjmp past the function.
; CHECK-LABEL: function keep_nounwind
; CHECK: action: kept (AddressObserved)
define i1 @keep_nounwind(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, %other
  call void @may_throw() nounwind
  call void @free(ptr %object)
  ret i1 %same
}

; CHECK-LABEL: function promote_returns
; CHECK: action: promote to a slot, drop 1 free
define i1 @promote_returns(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, %other
  call void @may_throw() nounwind willreturn
  call void @free(ptr %object)
  ret i1 %same
}

; CHECK-LABEL: function promote_freed_on_both
; CHECK: action: promote to a slot, drop 2 frees
define i1 @promote_freed_on_both(ptr %other) personality ptr @__gxx_personality_v0 {
entry:
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, %other
  invoke void @may_throw() willreturn
          to label %done unwind label %failed

done:
  call void @free(ptr %object)
  ret i1 %same

failed:
  %exception = landingpad { ptr, i32 } cleanup
  call void @free(ptr %object)
  resume { ptr, i32 } %exception
}

; CHECK-LABEL: function keep_freed_on_normal_path
; CHECK: action: kept (AddressObserved)
define i1 @keep_freed_on_normal_path(ptr %other) personality ptr @__gxx_personality_v0 {
entry:
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, %other
  invoke void @may_throw()
          to label %done unwind label %failed

done:
  call void @free(ptr %object)
  ret i1 %same

failed:
  %exception = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %exception
}

; An intrinsic that runs other code may jump as well; a mere instruction may not.
; CHECK-LABEL: function keep_builtin_longjmp
; CHECK: action: kept (AddressObserved)
define i1 @keep_builtin_longjmp(ptr %other, i1 %gone) {
entry:
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, %other
  br i1 %gone, label %jump, label %done

jump:
  call void @llvm.eh.sjlj.longjmp(ptr %other)
  unreachable

done:
  call void @free(ptr %object)
  ret i1 %same
}

; CHECK-LABEL: function promote_instruction
; CHECK: action: promote to a slot, drop 1 free
define i1 @promote_instruction(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %same = icmp eq ptr %object, %other
  call void @llvm.sideeffect()
  call void @free(ptr %object)
  ret i1 %same
}
