; Several objects at one call, or of several turns, in a pool of the caller's frame:
; the copies get its three words. A callee builds a list, another frees it. The
; scopes of accesses go in the copies; each free that pushes is a barrier.
;
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0;pool-bytes=0>' -S %s | FileCheck %s --check-prefix=OFF

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"

; OFF-NOT: .frame

define noalias ptr @build(i64 %n) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %rest = phi ptr [ null, %entry ], [ %node, %loop ]
  %node = call ptr @malloc(i64 16)
  store ptr %rest, ptr %node, !alias.scope !2
  %next = add i64 %i, 1
  %again = icmp ult i64 %next, %n
  br i1 %again, label %loop, label %done

done:
  ret ptr %node
}

; CHECK-LABEL: define internal ptr @build.frame(i64 %n, ptr %storage, ptr %storage1, ptr %storage2) unnamed_addr {
; CHECK: load i64, ptr %storage2
; CHECK: call ptr @malloc(i64 16)
; CHECK-NOT: alias.scope
; CHECK: ret ptr

define void @release(ptr %list) {
entry:
  br label %loop

loop:
  %node = phi ptr [ %list, %entry ], [ %rest, %some ]
  %end = icmp eq ptr %node, null
  br i1 %end, label %done, label %some

some:
  %rest = load ptr, ptr %node
  call void @free(ptr %node)
  br label %loop

done:
  ret void
}

; CHECK-LABEL: define internal void @release.frame(ptr %list, ptr %storage, ptr %storage1, ptr %storage2) unnamed_addr {
; CHECK: call void asm sideeffect ""
; CHECK: store ptr %node, ptr %storage1

; REMARK: moved to stack of lists: %node (16 bytes, pool of
; CHECK-LABEL: define void @lists(
; CHECK: call ptr @build.frame(i64 %n, ptr %[[POOL:.*]], ptr %[[FREE:.*]], ptr %[[USED:.*]])
; CHECK: call void @release.frame(ptr %list, ptr %[[POOL]], ptr %[[FREE]], ptr %[[USED]])
define void @lists(i64 %n) {
  %list = call ptr @build(i64 %n)
  call void @release(ptr %list)
  ret void
}

; Nothing comes back to the pool: there is no list of free elements.
; CHECK-LABEL: define void @dropped(
; CHECK: call ptr @build.frame.{{[0-9]+}}(i64 %n, ptr %{{.*}}, ptr null, ptr %{{.*}})
define void @dropped(i64 %n) {
  %list = call ptr @build(i64 %n)
  ret void
}

!0 = distinct !{!0}
!1 = distinct !{!1, !0}
!2 = !{!1}
