; 62. `xmalloc` wrapper, `free` wrapper: kept (OutlivesFunction in the wrapper;
; FreedInCall in a caller of the free wrapper) until frames are crossed.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @abort() noreturn

; CHECK-LABEL: function xmalloc
; CHECK: %x escapes xmalloc to its result{{$}}
; CHECK: action: kept (OutlivesFunction)
define internal ptr @xmalloc(i64 %n) noinline {
entry:
  %x = call ptr @malloc(i64 %n)
  %failed = icmp eq ptr %x, null
  br i1 %failed, label %out_of_memory, label %exit

out_of_memory:
  call void @abort()
  unreachable

exit:
  ret ptr %x
}

define internal void @xfree(ptr %p) noinline {
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function free_wrapper
; CHECK: %x does not escape free_wrapper
; CHECK-NEXT: action: kept (FreedInCall)
define void @free_wrapper() {
  %x = call ptr @malloc(i64 8)
  call void @xfree(ptr %x)
  ret void
}

; CHECK-LABEL: function both_wrappers
define void @both_wrappers() {
  %x = call ptr @xmalloc(i64 8)
  call void @xfree(ptr %x)
  ret void
}
