; fwrite lets any bytes out, those of a pointer among them: the program may read
; them back and use it. Twin: the bytes hold no pointer.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i64 @fwrite(ptr, i64, i64, ptr)

; CHECK-LABEL: function keep
; CHECK: %object escapes keep
; CHECK: action: kept (Escapes)
define void @keep(ptr %file) {
  %cell = alloca ptr
  %object = call ptr @malloc(i64 8)
  store ptr %object, ptr %cell
  %n = call i64 @fwrite(ptr %cell, i64 8, i64 1, ptr %file)
  ret void
}

; CHECK-LABEL: function promote
; CHECK: action: promote to a slot, drop 1 free
define void @promote(ptr %file) {
  %object = call ptr @malloc(i64 8)
  store i64 1, ptr %object
  %n = call i64 @fwrite(ptr %object, i64 8, i64 1, ptr %file)
  call void @free(ptr %object)
  ret void
}
