; A buffer that grows: each call of append may free what any call before it made.
; Up to four slots are told apart by guards, one for each; more go to one pool, so
; that the calls share one copy.
;
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0;growth-percent=1000>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"

define internal void @append(ptr %buffer, i64 %n) {
  %grown = call ptr @malloc(i64 %n)
  %old = load ptr, ptr %buffer
  store i8 1, ptr %grown
  call void @free(ptr %old)
  store ptr %grown, ptr %buffer
  ret void
}

; CHECK-LABEL: define internal void @append.frame(ptr %buffer, i64 %n, ptr %storage, ptr %storage1, ptr %storage2) unnamed_addr {
; CHECK: call void asm sideeffect ""
; CHECK: ret void

define internal void @release(ptr %buffer) {
  %old = load ptr, ptr %buffer
  call void @free(ptr %old)
  ret void
}

; REMARK-COUNT-5: moved to stack of five: %grown (pool of 5 if at most 256 bytes
; REMARK-NOT: moved to stack of five
; CHECK-LABEL: define void @five(
; CHECK: alloca [1280 x i8], align 16
; CHECK: call void @append.frame(ptr %buffer, i64 %n, ptr [[POOL:%.*]], ptr [[FREE:%.*]], ptr [[USED:%.*]])
; CHECK-COUNT-4: call void @append.frame(ptr %buffer, i64 %n, ptr [[POOL]], ptr [[FREE]], ptr [[USED]])
; CHECK: call void @release.frame
define void @five(i64 %n) {
  %buffer = alloca ptr, align 8
  store ptr null, ptr %buffer
  call void @append(ptr %buffer, i64 %n)
  call void @append(ptr %buffer, i64 %n)
  call void @append(ptr %buffer, i64 %n)
  call void @append(ptr %buffer, i64 %n)
  call void @append(ptr %buffer, i64 %n)
  call void @release(ptr %buffer)
  ret void
}

; REMARK-COUNT-4: moved to stack of four: %grown (slot if at most 256 bytes
; CHECK-LABEL: define void @four(
; CHECK-COUNT-4: alloca [256 x i8], align 16
define void @four(i64 %n) {
  %buffer = alloca ptr, align 8
  store ptr null, ptr %buffer
  call void @append(ptr %buffer, i64 %n)
  call void @append(ptr %buffer, i64 %n)
  call void @append(ptr %buffer, i64 %n)
  call void @append(ptr %buffer, i64 %n)
  call void @release(ptr %buffer)
  ret void
}
