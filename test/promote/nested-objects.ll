; An object held by another promoted object is promoted with it; the holder's own
; escape decides (ponyc#5915). Twin: the holder is stored elsewhere.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

@elsewhere = global ptr null

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; SAY-LABEL: function promote
; SAY: %holder: malloc
; SAY: action: promote to a slot, drop 1 free
; SAY: %inner: malloc
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define i32 @promote(
; CHECK-COUNT-2: alloca [16 x i8], align 16
; CHECK-NOT: @free(
; CHECK: ret i32
define i32 @promote() {
  %holder = call ptr @malloc(i64 16)
  %inner = call ptr @malloc(i64 16)
  store ptr %inner, ptr %holder
  %again = load ptr, ptr %holder
  %value = load i32, ptr %again
  call void @free(ptr %again)
  call void @free(ptr %holder)
  ret i32 %value
}

; SAY-LABEL: function keep
; SAY: verdict: %holder escapes keep
; SAY: verdict: %inner escapes keep
; SAY-NEXT: flow: {global elsewhere} = %inner:
; SAY: action: kept (Escapes)
; CHECK-LABEL: define i32 @keep(
; CHECK-NOT: alloca
; CHECK: ret i32
define i32 @keep() {
  %holder = call ptr @malloc(i64 16)
  store ptr %holder, ptr @elsewhere
  %inner = call ptr @malloc(i64 16)
  store ptr %inner, ptr %holder
  %again = load ptr, ptr %holder
  %value = load i32, ptr %again
  ret i32 %value
}
