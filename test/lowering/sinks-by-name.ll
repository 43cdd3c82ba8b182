; Functions that keep their argument for another time or another thread escape
; like all that are not seen; the text says what they are.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i32 @pthread_create(ptr, ptr, ptr, ptr)
declare i32 @pthread_join(i64, ptr)
declare i32 @on_exit(ptr, ptr)
declare void @__cxa_throw(ptr, ptr, ptr) noreturn
declare void @run(ptr)

; Also when a join follows.
; CHECK-LABEL: function keep_thread_argument
; CHECK: %p escapes keep_thread_argument
; CHECK: from call to pthread_create (argument 4: handed to another thread)
define void @keep_thread_argument() {
  %thread = alloca i64
  %p = call ptr @malloc(i64 16)
  %created = call i32 @pthread_create(ptr %thread, ptr null, ptr @run, ptr %p)
  %id = load i64, ptr %thread
  %joined = call i32 @pthread_join(i64 %id, ptr null)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_registered
; CHECK: %p escapes keep_registered
; CHECK: from call to on_exit (argument 2: registered to be called later)
define void @keep_registered() {
  %p = call ptr @malloc(i64 16)
  %done = call i32 @on_exit(ptr @run, ptr %p)
  ret void
}

; CHECK-LABEL: function keep_thrown
; CHECK: %p escapes keep_thrown
; CHECK: from call to __cxa_throw (thrown)
define void @keep_thrown() {
  %p = call ptr @malloc(i64 16)
  call void @__cxa_throw(ptr %p, ptr null, ptr null)
  unreachable
}
