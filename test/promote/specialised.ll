; What a callee that is not inlined makes or frees for its caller is promoted in the
; caller's frame: the calls go to copies of the callees, which are given the slots.
; The originals stay as they were. Keep twins: specialised-not.ll in test/keep.
;
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: FileCheck %s --check-prefix=COPY < %t.ll
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0;specialise-instructions=0>' -S %s | FileCheck %s --check-prefix=OFF
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0;specialise-instructions=2>' -S %s | FileCheck %s --check-prefix=OFF
; RUN: %opt -passes='escape<no-cleanup;growth-percent=0>' -S %s | FileCheck %s --check-prefix=OFF
; RUN: %opt -passes='escape<no-cleanup;no-promote>' -S %s | FileCheck %s --check-prefix=OFF

target datalayout = "e-m:e-p:64:64-i64:64-n8:16:32:64-S128"

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare noalias ptr @calloc(i64, i64) allockind("alloc,zeroed") allocsize(0, 1) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"
declare void @look(ptr captures(none)) nofree nocallback nounwind willreturn
declare i32 @__gxx_personality_v0(...)

; OFF-NOT: .frame
; OFF-LABEL: define void @pair(
; OFF-NEXT: call ptr @make(

define internal noalias ptr @wrapper(i64 %n) {
  %p = call noalias ptr @malloc(i64 %n)
  ret ptr %p
}

define noalias ptr @make() {
entry:
  %made = call ptr @wrapper(i64 24)
  %buffer = call ptr @calloc(i64 4, i64 8)
  %failed = icmp eq ptr %buffer, null
  br i1 %failed, label %fails, label %done

fails:
  call void @free(ptr %made)
  ret ptr null

done:
  store ptr %buffer, ptr %made
  ret ptr %made
}

define void @destroy(ptr captures(none) %p) {
  %buffer = load ptr, ptr %p
  call void @free(ptr %buffer)
  call void @free(ptr %p)
  ret void
}

; Outer and inner object. The size that the wrapper is asked for is not known in
; it: a slot that is used where it fits, and the frees that may receive the heap's
; are guarded.
; REMARK: moved to stack of pair: %p (slot if at most 256 bytes; 2 calls specialised), made in wrapper for pair
; REMARK: moved to stack of pair: %buffer (32 bytes, slot; 2 calls specialised), made in make for pair
; CHECK-LABEL: define void @pair(
; CHECK-DAG: %[[OUTER:.*]] = alloca [256 x i8], align 16
; CHECK-DAG: %[[INNER:.*]] = alloca [32 x i8], align 16
; CHECK-DAG: call void @llvm.lifetime.start.p0(ptr %[[OUTER]])
; CHECK-DAG: call void @llvm.lifetime.start.p0(ptr %[[INNER]])
; CHECK: %made = call ptr @make.frame(ptr %[[OUTER]], ptr %[[INNER]])
; CHECK: call void @destroy.frame(ptr %made, ptr %[[OUTER]])
; CHECK-NEXT: ret void
define void @pair() {
  %made = call ptr @make()
  %buffer = load ptr, ptr %made
  call void @look(ptr %buffer)
  tail call void @destroy(ptr %made)
  ret void
}

; The same specialisations for another caller.
; CHECK-LABEL: define void @shares(
; CHECK: call ptr @make.frame(ptr %{{.*}}, ptr %{{.*}})
; CHECK: call void @destroy.frame(ptr %made, ptr %{{.*}})
define void @shares() {
  %made = call ptr @make()
  call void @destroy(ptr %made)
  ret void
}

; The originals stay. What was said of results and parameters is not said of the
; copies; zeroing is done there; the free on the way out is guarded.
; COPY-LABEL: define internal noalias ptr @wrapper(
; COPY-NEXT: call noalias ptr @malloc
; COPY-LABEL: define internal ptr @wrapper.frame(i64 %n, ptr %storage) unnamed_addr {
; COPY: icmp ugt i64 %n, 256
; COPY: call noalias ptr @malloc(i64 %n)
; COPY-LABEL: define noalias ptr @make()
; COPY: call ptr @wrapper(i64 24)
; COPY: call void @free(ptr %made)
; COPY-LABEL: define internal ptr @make.frame(ptr %storage, ptr %buffer) unnamed_addr {
; COPY: call ptr @wrapper.frame(i64 24, ptr %storage)
; COPY: call void @llvm.memset.p0.i64(ptr align 16 %buffer, i8 0, i64 32, i1 false)
; COPY: icmp ne ptr %made, %storage
; COPY-LABEL: define internal void @destroy.frame(ptr %p, ptr %storage) unnamed_addr {
; COPY-NOT: call
; COPY: icmp ne ptr %p, %storage
; COPY: call void @free(ptr %p)
; COPY-NOT: call
; COPY: ret void

; An object of the caller's own, freed by a callee: no storage is needed where
; nothing else arrives.
define void @release(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; REMARK: moved to stack: %own (8 bytes, slot; 1 call specialised)
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %own = alloca [8 x i8], align 16
; CHECK: call void @release.frame(ptr %own)
define void @keep() {
  %own = call ptr @malloc(i64 8)
  call void @look(ptr %own)
  call void @release(ptr %own)
  ret void
}

; Where something else may arrive, it is freed.
; CHECK-LABEL: define void @either(
; CHECK: %own = alloca [8 x i8], align 16
; CHECK: call void @release.frame.{{[0-9]+}}(ptr %p, ptr %own)
define void @either(i1 %c, ptr %other) {
  %own = call ptr @malloc(i64 8)
  call void @look(ptr %own)
  %p = select i1 %c, ptr %own, ptr %other
  call void @release(ptr %p)
  ret void
}

; In a loop: the callee certainly frees what it is given.
define noalias ptr @single() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

define void @checked(ptr %p) {
entry:
  %none = icmp eq ptr %p, null
  br i1 %none, label %done, label %some

some:
  call void @release(ptr %p)
  br label %done

done:
  ret void
}

; CHECK-LABEL: define void @loop(
; CHECK: alloca [16 x i8], align 16
; CHECK: loop:
; CHECK: call void @llvm.lifetime.start
; CHECK: call ptr @single.frame(ptr %{{.*}})
; CHECK: call void @checked.frame(ptr %made)
define void @loop(i64 %n) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %made = call ptr @single()
  call void @look(ptr %made)
  call void @checked(ptr %made)
  %next = add i64 %i, 1
  %again = icmp ult i64 %next, %n
  br i1 %again, label %loop, label %done

done:
  ret void
}

; In a loop, freed here, and not made at all if the callee says so.
; CHECK-LABEL: define void @loop_frees(
; CHECK: call ptr @single.frame(ptr %{{.*}})
; CHECK-NOT: call void @free
; CHECK: ret void
define void @loop_frees(i64 %n) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %more ]
  %made = call ptr @single()
  %failed = icmp eq ptr %made, null
  br i1 %failed, label %more, label %use

use:
  call void @look(ptr %made)
  call void @free(ptr %made)
  br label %more

more:
  %next = add i64 %i, 1
  %again = icmp ult i64 %next, %n
  br i1 %again, label %loop, label %done

done:
  ret void
}

; An out-parameter with an error code.
define i32 @open(ptr %out, i32 %mode) {
entry:
  %p = call ptr @malloc(i64 32)
  %bad = icmp slt i32 %mode, 0
  br i1 %bad, label %fails, label %opens

fails:
  call void @free(ptr %p)
  ret i32 -1

opens:
  store ptr %p, ptr %out
  ret i32 0
}

; CHECK-LABEL: define i32 @error_code(
; CHECK: alloca [32 x i8], align 16
; CHECK: call i32 @open.frame(ptr %out, i32 %mode, ptr %{{.*}})
; CHECK-NOT: call void @free
; CHECK: ret i32
define i32 @error_code(i32 %mode) {
entry:
  %out = alloca ptr
  store ptr null, ptr %out
  %error = call i32 @open(ptr %out, i32 %mode)
  %failed = icmp ne i32 %error, 0
  br i1 %failed, label %done, label %use

use:
  %p = load ptr, ptr %out
  call void @look(ptr %p)
  call void @free(ptr %p)
  br label %done

done:
  ret i32 %error
}

; An invoke, and a body in a comdat.
$made_once = comdat any
define internal noalias ptr @made_once() comdat {
  %p = call ptr @malloc(i64 16)
  call void @may_throw()
  ret ptr %p
}
declare void @may_throw() nofree nocallback

; COPY-LABEL: define internal ptr @made_once.frame(ptr %p) unnamed_addr {

; CHECK-LABEL: define void @invokes(
; CHECK: %made = invoke ptr @made_once.frame(ptr %{{.*}})
; CHECK-NEXT: to label %fine unwind label %thrown
define void @invokes() personality ptr @__gxx_personality_v0 {
entry:
  %made = invoke ptr @made_once() to label %fine unwind label %thrown

fine:
  call void @look(ptr %made)
  call void @free(ptr %made)
  ret void

thrown:
  %pad = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %pad
}

; llvm.objectsize in the copy is answered while the allocation is there.
declare i64 @llvm.objectsize.i64.p0(ptr, i1, i1, i1)
define noalias ptr @asks(ptr %size) {
  %p = call ptr @malloc(i64 40)
  %n = call i64 @llvm.objectsize.i64.p0(ptr %p, i1 false, i1 true, i1 false)
  store i64 %n, ptr %size
  ret ptr %p
}

; COPY-LABEL: define internal ptr @asks.frame(ptr %size, ptr %p) unnamed_addr {
; COPY-NEXT: store i64 40, ptr %size
; COPY-NEXT: ret ptr %p
define void @asked(ptr %size) {
  %p = call ptr @asks(ptr %size)
  call void @look(ptr %p)
  call void @free(ptr %p)
  ret void
}
