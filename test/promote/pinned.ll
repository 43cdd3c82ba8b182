; The linker may replace linkonce_odr and weak_odr bodies by copies of another file,
; which were optimised otherwise: if a promotion relies on such a body, what runs is a
; copy of the one that was read (Pin). The same for what an exact body relied on, and for a
; body that calls itself. The address stays the original's; where nothing is
; promoted, nothing is copied.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;growth-percent=0>' -S %s | FileCheck %s --check-prefix=OFF
; RUN: %opt -passes='escape<no-cleanup;no-promote>' -S %s | FileCheck %s --check-prefix=OFF
; RUN: %opt -passes='print<escape>' -S %s | FileCheck %s --check-prefix=OFF

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @unknown(ptr)
@kept = global ptr null
@table = constant [1 x ptr] [ptr @leaf]

@alias = weak_odr alias i32 (ptr), ptr @leaf

$leaf = comdat any

; OFF-NOT: .pinned
; CHECK: @table = constant [1 x ptr] [ptr @leaf]

; CHECK-LABEL: define linkonce_odr i32 @leaf(
define linkonce_odr i32 @leaf(ptr %p) comdat !dbg !4 {
  %v = load i32, ptr %p
  ret i32 %v, !dbg !6
}

define weak_odr i32 @middle(ptr %p) {
  %v = call i32 @leaf(ptr %p)
  ret i32 %v
}

; CHECK-LABEL: define i32 @exact(
; CHECK: call i32 @middle.pinned(
define i32 @exact(ptr %p) {
  %v = call i32 @middle(ptr %p)
  ret i32 %v
}

define linkonce_odr i32 @again(ptr %p, i32 %n) {
entry:
  %end = icmp eq i32 %n, 0
  br i1 %end, label %done, label %more

more:
  %less = sub i32 %n, 1
  %r = call i32 @again(ptr %p, i32 %less)
  ret i32 %r

done:
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: define i32 @promote(
; CHECK: alloca [4 x i8]
; CHECK: call i32 @exact(
; CHECK: call i32 @again.pinned(
; OFF-LABEL: define i32 @promote(
; OFF: call ptr @malloc(
define i32 @promote() {
  %p = call ptr @malloc(i64 4)
  store i32 3, ptr %p
  %v = call i32 @exact(ptr %p)
  %w = call i32 @again(ptr %p, i32 3)
  call void @free(ptr %p)
  %sum = add i32 %v, %w
  ret i32 %sum
}

; Inside of such a body, too.
; CHECK-LABEL: define linkonce_odr i32 @promote_inside(
; CHECK: alloca [4 x i8]
; CHECK: call i32 @leaf.pinned(
define linkonce_odr i32 @promote_inside() {
  %p = call ptr @malloc(i64 4)
  store i32 3, ptr %p
  %v = call i32 @leaf(ptr %p)
  call void @free(ptr %p)
  ret i32 %v
}

; Specialised: the copy for this caller is a copy of the body that was read.
define linkonce_odr void @release(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define i32 @promote_released(
; CHECK: alloca [4 x i8]
; CHECK-NOT: call void @release(
; CHECK: ret i32
define i32 @promote_released() {
  %p = call ptr @malloc(i64 4)
  %v = call i32 @leaf(ptr %p)
  call void @release(ptr %p)
  ret i32 %v
}

; Nothing is promoted.
; CHECK-LABEL: define i32 @keep_escapes(
; CHECK: call i32 @leaf(
define i32 @keep_escapes() {
  %p = call ptr @malloc(i64 4)
  store ptr %p, ptr @kept
  %v = call i32 @leaf(ptr %p)
  ret i32 %v
}

define weak i32 @replaced(ptr %p) {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: define i32 @keep_interposable(
; CHECK: call ptr @malloc(
; CHECK: call i32 @replaced(
define i32 @keep_interposable() {
  %p = call ptr @malloc(i64 4)
  %v = call i32 @replaced(ptr %p)
  call void @free(ptr %p)
  ret i32 %v
}

; A call through a pointer that runs nothing else; promote/named-callee.ll has more.
; CHECK-LABEL: define i32 @promote_pointer(
; CHECK: alloca [4 x i8]
; CHECK: call i32 @leaf.pinned(
define i32 @promote_pointer() {
  %f = load ptr, ptr @table
  %p = call ptr @malloc(i64 4)
  %v = call i32 %f(ptr %p)
  call void @free(ptr %p)
  ret i32 %v
}

; An alias of such a body: constructors and destructors of C++.
; CHECK-LABEL: define i32 @promote_alias(
; CHECK: alloca [4 x i8]
; CHECK: call i32 @leaf.pinned(
define i32 @promote_alias() {
  %p = call ptr @malloc(i64 4)
  %v = call i32 @alias(ptr %p)
  call void @free(ptr %p)
  ret i32 %v
}

; Two that call each other are not believed.
define linkonce_odr void @ping(ptr %p, i32 %n) {
  %end = icmp eq i32 %n, 0
  br i1 %end, label %done, label %more

more:
  %less = sub i32 %n, 1
  call void @pong(ptr %p, i32 %less)
  ret void

done:
  ret void
}

define linkonce_odr void @pong(ptr %p, i32 %n) {
  call void @ping(ptr %p, i32 %n)
  ret void
}

; CHECK-LABEL: define void @keep_mutual(
; CHECK: call ptr @malloc(
define void @keep_mutual() {
  %p = call ptr @malloc(i64 4)
  call void @ping(ptr %p, i32 3)
  call void @free(ptr %p)
  ret void
}

; A body that leaks by what it calls.
define linkonce_odr void @leaks(ptr %p) {
  call void @unknown(ptr %p)
  ret void
}

; CHECK-LABEL: define void @keep_leaked(
; CHECK: call ptr @malloc(
; CHECK: call void @leaks(
define void @keep_leaked() {
  %p = call ptr @malloc(i64 4)
  call void @leaks(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK: define internal i32 @leaf.pinned(ptr %p) unnamed_addr !dbg ![[SP:[0-9]+]] {
; CHECK: define internal i32 @middle.pinned(ptr %p) unnamed_addr {
; CHECK-NEXT: call i32 @leaf.pinned(
; CHECK: define internal i32 @again.pinned(
; CHECK: call i32 @again.pinned(
; CHECK: ![[SP]] = distinct !DISubprogram(name: "leaf"

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!3}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "x.c", directory: "/")
!3 = !{i32 2, !"Debug Info Version", i32 3}
!4 = distinct !DISubprogram(name: "leaf", scope: !1, file: !1, line: 1, type: !5, unit: !0, spFlags: DISPFlagDefinition)
!5 = !DISubroutineType(types: !{null})
!6 = !DILocation(line: 2, scope: !4)
