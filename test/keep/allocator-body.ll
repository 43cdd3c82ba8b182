; What an allocator allocates for itself is never touched: AllocatorBody, by
; attribute and by name. Twin: a function of another name.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep_by_attribute
; SAY: action: kept (AllocatorBody)
; REMARK: %object does not escape keep_by_attribute; %object stays on the heap: the function is itself an allocator{{$}}
; CHECK-LABEL: define ptr @keep_by_attribute(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define ptr @keep_by_attribute(i64 %size) allockind("alloc,uninitialized") allocsize(0) {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret ptr null
}

; SAY-LABEL: function calloc
; SAY: action: kept (AllocatorBody)
define ptr @calloc(i64 %count, i64 %size) {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret ptr null
}

; SAY-LABEL: function _ZdlPv
; SAY: action: kept (AllocatorBody)
define void @_ZdlPv(ptr %p) {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define ptr @promote(
; CHECK-NEXT: alloca [16 x i8], align 16
define ptr @promote(i64 %size) {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret ptr null
}
