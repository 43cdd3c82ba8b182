; setjmp returns twice, and what a slot holds the second time is not what a heap
; block would hold: ReturnsTwice. LLVM 22's Attributor promotes it. Twin: the
; call returns once.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

@state = global [200 x i8] zeroinitializer

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i32 @_setjmp(ptr) returns_twice
declare i32 @save(ptr)

; SAY-LABEL: function keep
; SAY: verdict: %object does not escape keep
; SAY-NEXT: action: kept (ReturnsTwice)
; REMARK: %object does not escape keep; %object stays on the heap: the function calls setjmp or another function that returns twice. To change it: allocate in a function of its own
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define void @keep() {
  %object = call ptr @malloc(i64 16)
  %code = call i32 @_setjmp(ptr @state) returns_twice
  store i32 %code, ptr %object
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: alloca [16 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 16)
  %code = call i32 @save(ptr @state)
  store i32 %code, ptr %object
  call void @free(ptr %object)
  ret void
}
