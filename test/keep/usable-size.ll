; malloc_usable_size looks at the real heap block, even if its declaration
; promises to keep nothing: UsableSize. Twin: strlen.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i64 @malloc_usable_size(ptr captures(none)) nofree nounwind memory(argmem: read)
declare i64 @strlen(ptr captures(none)) nofree nounwind memory(argmem: read)

; SAY-LABEL: function keep
; SAY: action: kept (UsableSize)
; REMARK: %object stays on the heap: its usable size is asked of the allocator: call to malloc_usable_size. To change it: keep the size beside the pointer
; CHECK-LABEL: define i64 @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK-NEXT: %size = call i64 @malloc_usable_size(ptr %object)
define i64 @keep() {
  %object = call ptr @malloc(i64 16)
  %size = call i64 @malloc_usable_size(ptr %object)
  call void @free(ptr %object)
  ret i64 %size
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define i64 @promote(
; CHECK-NEXT: alloca [16 x i8], align 16
define i64 @promote() {
  %object = call ptr @malloc(i64 16)
  %size = call i64 @strlen(ptr %object)
  call void @free(ptr %object)
  ret i64 %size
}
