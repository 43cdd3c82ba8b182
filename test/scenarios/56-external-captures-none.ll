; 56. external with captures(none) and nofree: promoted; without nofree: kept,
; "a function that is called may free it".
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

declare noalias ptr @malloc(i64)
declare void @borrow(ptr captures(none)) nofree
declare void @may_free(ptr captures(none))

; CHECK-LABEL: function with_nofree
; CHECK: action: promote to a slot, drop 0 frees
; REMARK: moved to stack: %x (8 bytes, slot)
; IR-LABEL: define void @with_nofree(
; IR-NEXT: alloca [8 x i8], align 16
define void @with_nofree() {
  %x = call ptr @malloc(i64 8)
  call void @borrow(ptr %x)
  ret void
}

; CHECK-LABEL: function without_nofree
; CHECK: %x does not escape without_nofree
; CHECK-NEXT: action: kept (FreedInCall)
; REMARK: %x does not escape without_nofree; %x stays on the heap: a function that is called may free it: call to may_free
; IR-LABEL: define void @without_nofree(
; IR-NEXT: call ptr @malloc
define void @without_nofree() {
  %x = call ptr @malloc(i64 8)
  call void @may_free(ptr %x)
  ret void
}
