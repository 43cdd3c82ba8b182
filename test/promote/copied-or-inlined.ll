; A callee of more than 30 instructions is copied, so that calls can share it; it is
; inlined if a copy would not do: here, since what it makes has its address compared.
;
; RUN: %opt -passes='escape<no-cleanup;growth-percent=1000>' -S %s | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;growth-percent=1000;inline-instructions=30>' -S %s | FileCheck %s --check-prefix=SMALL

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"

define internal ptr @make(i64 %x) {
  %made = call ptr @malloc(i64 24)
  %x0 = mul i64 %x, 3
  %x1 = mul i64 %x0, 5
  %x2 = mul i64 %x1, 7
  %x3 = mul i64 %x2, 9
  %x4 = mul i64 %x3, 11
  %x5 = mul i64 %x4, 13
  %x6 = mul i64 %x5, 15
  %x7 = mul i64 %x6, 17
  %x8 = mul i64 %x7, 19
  %x9 = mul i64 %x8, 21
  %x10 = mul i64 %x9, 23
  %x11 = mul i64 %x10, 25
  %x12 = mul i64 %x11, 27
  %x13 = mul i64 %x12, 29
  %x14 = mul i64 %x13, 31
  %x15 = mul i64 %x14, 33
  %x16 = mul i64 %x15, 35
  %x17 = mul i64 %x16, 37
  %x18 = mul i64 %x17, 39
  %x19 = mul i64 %x18, 41
  %x20 = mul i64 %x19, 43
  %x21 = mul i64 %x20, 45
  %x22 = mul i64 %x21, 47
  %x23 = mul i64 %x22, 49
  %x24 = mul i64 %x23, 51
  %x25 = mul i64 %x24, 53
  %x26 = mul i64 %x25, 55
  %x27 = mul i64 %x26, 57
  %x28 = mul i64 %x27, 59
  %x29 = mul i64 %x28, 61
  %x30 = mul i64 %x29, 63
  %x31 = mul i64 %x30, 65
  store i64 %x31, ptr %made
  ret ptr %made
}

; CHECK-LABEL: define i64 @copied(
; CHECK: call ptr @make.frame(
; CHECK: call ptr @make.frame(
; SMALL-LABEL: define i64 @copied(
; SMALL: call ptr @make.frame(
define i64 @copied(i64 %x) {
  %a = call ptr @make(i64 %x)
  %v = load i64, ptr %a
  call void @free(ptr %a)
  %b = call ptr @make(i64 %v)
  %w = load i64, ptr %b
  call void @free(ptr %b)
  ret i64 %w
}

; CHECK-LABEL: define i1 @inlined(
; CHECK-NOT: call ptr
; CHECK: ret i1
; SMALL-LABEL: define i1 @inlined(
; SMALL: call ptr @make(
define i1 @inlined(i64 %x, ptr %other) {
  %a = call ptr @make(i64 %x)
  %same = icmp eq ptr %a, %other
  call void @free(ptr %a)
  ret i1 %same
}
