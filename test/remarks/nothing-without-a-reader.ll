; With remarks off nothing is printed, and the code is the same as with them on.
;
; RUN: %opt -passes=escape -S -o %t.off.ll %s 2>&1 | count 0
; RUN: %opt -passes=escape -pass-remarks-output=%t.yaml -pass-remarks=escape -pass-remarks-missed=escape -pass-remarks-analysis=escape -S -o %t.on.ll %s 2>%t.txt
; RUN: cmp %t.off.ll %t.on.ll
; RUN: %opt -passes=escape -pass-remarks-filter=other -pass-remarks-output=%t.filtered.yaml -disable-output %s 2>&1 | count 0
; RUN: count 0 < %t.filtered.yaml

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @unknown(ptr)

define i32 @promoted() {
  %p = call ptr @malloc(i64 16)
  store i32 1, ptr %p
  %value = load i32, ptr %p
  call void @free(ptr %p)
  ret i32 %value
}

define void @kept() {
  %p = call ptr @malloc(i64 16)
  call void @unknown(ptr %p)
  ret void
}
