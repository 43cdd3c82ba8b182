; Each budget at its edge: what takes it whole fits, a byte more does not.
;
; RUN: %opt -passes='escape<no-cleanup;max-object-bytes=64>' -S %s -pass-remarks-missed=escape 2>%t.object | FileCheck %s --check-prefix=OBJECT
; RUN: FileCheck %s --check-prefix=OBJECT-REMARK --input-file=%t.object
; RUN: %opt -passes='escape<no-cleanup;frame-bytes=144>' -S %s -pass-remarks-missed=escape 2>%t.frame | FileCheck %s --check-prefix=FRAME
; RUN: FileCheck %s --check-prefix=FRAME-REMARK --input-file=%t.frame
; RUN: %opt -passes='escape<no-cleanup;sized-slot-bytes=32>' -S %s | FileCheck %s --check-prefix=SIZED
; RUN: %opt -passes='escape<no-cleanup;max-promotions=1>' -S %s -pass-remarks-missed=escape 2>%t.limit | FileCheck %s --check-prefix=LIMIT
; RUN: FileCheck %s --check-prefix=LIMIT-REMARK --input-file=%t.limit

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"

; 64 and 80 bytes: 144 together.
;
; OBJECT-LABEL: define void @f(
; OBJECT: alloca [64 x i8]
; OBJECT: call ptr @malloc(i64 65)
; OBJECT-REMARK: it is too large for the stack (65 bytes)
;
; FRAME-LABEL: define void @f(
; FRAME: alloca [64 x i8]
; FRAME: alloca [65 x i8]
; FRAME-LABEL: define void @g(
; FRAME: alloca [64 x i8]
; FRAME: call ptr @malloc(i64 81)
; FRAME-REMARK: the frame has grown as far as it may
;
; LIMIT-LABEL: define void @f(
; LIMIT: alloca [64 x i8]
; LIMIT: call ptr @malloc(i64 65)
; LIMIT-REMARK: max-promotions was reached
define void @f() {
  %a = call ptr @malloc(i64 64)
  %b = call ptr @malloc(i64 65)
  store ptr %a, ptr %b
  call void @free(ptr %a)
  call void @free(ptr %b)
  ret void
}

define void @g() {
  %a = call ptr @malloc(i64 64)
  %b = call ptr @malloc(i64 81)
  store ptr %a, ptr %b
  call void @free(ptr %a)
  call void @free(ptr %b)
  ret void
}

; SIZED-LABEL: define void @h(
; SIZED: alloca [32 x i8]
; SIZED: icmp ugt i64 %n, 32
define void @h(i64 %n) {
  %a = call ptr @malloc(i64 %n)
  store i8 1, ptr %a
  call void @free(ptr %a)
  ret void
}
