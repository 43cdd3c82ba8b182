; A call that is nobuiltin must call the allocator: NotRemovable, if attributes
; still tell that it is one; by name alone it is no allocator then.
; Twin: without nobuiltin.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr captures(none)) allockind("free") "alloc-family"="malloc"

; SAY-LABEL: function keep
; SAY: action: kept (NotRemovable)
; REMARK: %object does not escape keep; %object stays on the heap: this call must call the allocator itself (nobuiltin). To change it: call the allocator as a builtin
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK-NEXT: call void @free(ptr %object)
define void @keep() {
  %object = call ptr @malloc(i64 16) nobuiltin
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: %object = alloca [16 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
