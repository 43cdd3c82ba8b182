; The second run finds nothing to do, changes nothing, and says nothing twice.
;
; RUN: %opt -passes='escape' -S %s -o %t.once.ll
; RUN: %opt -passes='escape,escape' -S %s -o %t.twice.ll
; RUN: cmp %t.once.ll %t.twice.ll
; RUN: %opt -passes='escape,escape' -pass-remarks=escape -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>,escape<no-cleanup>' -pass-remarks=escape -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes=escape -pass-remarks=escape -disable-output %t.once.ll 2>&1 | count 0
;
; CHECK-COUNT-2: moved to stack
; CHECK-NOT: moved to stack

declare ptr @malloc(i64)
declare void @free(ptr)
declare i32 @use(ptr captures(none)) nofree

define i32 @f() {
  %p = call ptr @malloc(i64 16)
  %q = call ptr @malloc(i64 16)
  store i32 1, ptr %q
  %value = tail call i32 @use(ptr %p)
  call void @free(ptr %q)
  call void @free(ptr %p)
  ret i32 %value
}
