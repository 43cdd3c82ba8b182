; A copy that the library makes, of a size that we cannot count: Duplicate. Twins:
; malloc; strdup (promote/string-copy.ll).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

@text = private constant [5 x i8] c"text\00"

declare noalias ptr @copy_of(ptr) allockind("alloc") "alloc-family"="malloc"
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function keep
; SAY: action: kept (Duplicate)
; REMARK: %object does not escape keep; %object stays on the heap: it is a copy made by the library (strdup and the like). To change it: copy into an array of known size
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @copy_of(ptr @text)
; CHECK-NEXT: call void @free(ptr %object)
define void @keep() {
  %object = call ptr @copy_of(ptr @text)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: %object = alloca [5 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 5)
  call void @free(ptr %object)
  ret void
}
