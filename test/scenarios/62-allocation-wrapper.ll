; 62. `xmalloc` wrapper, `free` wrapper: promoted through summaries, by inlining the
; wrappers, or by copies of them where they may not be inlined. Without those the
; object stays, and the reason says what frees it.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefixes=IR,COPY
; RUN: %opt -passes='escape<no-cleanup;specialise-instructions=0>' -S %s | FileCheck %s --check-prefixes=IR,KEEP

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @abort() noreturn nounwind ; LLVM 19 does not infer that

; CHECK-LABEL: function xmalloc
; CHECK: %x escapes xmalloc to its result{{$}}
; CHECK: action: kept (OutlivesFunction)
define internal ptr @xmalloc(i64 %n) {
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

define internal void @xfree(ptr %p) {
  call void @free(ptr %p)
  ret void
}

define internal void @xfree_not_inlined(ptr %p) noinline {
  call void @free(ptr %p)
  ret void
}

; IR-LABEL: define void @free_wrapper(
; IR: %x = alloca [8 x i8], align 16
; IR-NOT: call {{.*}}free
; IR: ret void
define void @free_wrapper() {
  %x = call ptr @malloc(i64 8)
  call void @xfree(ptr %x)
  ret void
}

; IR-LABEL: define void @both_wrappers(
; IR: alloca [8 x i8], align 16
; IR-NOT: @malloc
; IR-NOT: call {{.*}}free
; IR: ret void
define void @both_wrappers() {
  %x = call ptr @xmalloc(i64 8)
  call void @xfree(ptr %x)
  ret void
}

; CHECK-LABEL: function not_inlined
; CHECK: %x does not escape not_inlined
; CHECK-NEXT: action: kept (FreedInCall)
; IR-LABEL: define void @not_inlined(
; KEEP-NOT: alloca
; KEEP: call ptr @malloc(i64 8)
; KEEP: call void @xfree_not_inlined(
; COPY: %x = alloca [8 x i8], align 16
; COPY: call void @xfree_not_inlined.frame(ptr %x)
define void @not_inlined() {
  %x = call ptr @malloc(i64 8)
  call void @xfree_not_inlined(ptr %x)
  ret void
}
