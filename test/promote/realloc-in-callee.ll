; What a callee reallocs for its caller is in a pool of the caller's frame, which the
; copy of the callee is given: null takes an element, an element stays where it is if
; the size fits, else its contents go to a block of the heap. Keep twins:
; realloc-in-callee.ll in test/keep.
;
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: FileCheck %s --check-prefix=COPY < %t.ll
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0;specialise-instructions=0>' -pass-remarks-missed=escape -S %s 2>&1 | FileCheck %s --check-prefix=OFF
; RUN: %opt -passes='escape<no-cleanup;inline-instructions=0;pool-bytes=0>' -S %s | FileCheck %s --check-prefix=NONE

; OFF: %own does not escape grows_own; %own stays on the heap: it is passed to realloc: call to append
; OFF-NOT: .frame
; NONE-NOT: .frame

declare noalias ptr @malloc(i64)
declare noalias ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @abort() noreturn nounwind
declare void @fill(ptr captures(none), i64) nofree nocallback

; A wrapper. What LLVM says of the result, and of the operand, is not said of the copy.
define internal noalias ptr @xrealloc(ptr captures(none) %old, i64 %size) noinline {
  %new = tail call ptr @realloc(ptr %old, i64 %size)
  %failed = icmp eq ptr %new, null
  br i1 %failed, label %fails, label %done

fails:
  call void @abort()
  unreachable

done:
  ret ptr %new
}

; The realloc of null is a pop; the operand may be an element, too. Where the result
; goes elsewhere, what it was made of is copied out, and never stays.
; COPY-LABEL: define internal noalias ptr @xrealloc(
; COPY-NEXT: tail call ptr @realloc(ptr %old, i64 %size)
; COPY-LABEL: define internal ptr @xrealloc.frame.5(
; COPY: icmp uge i64 {{%.*}}, 256
; COPY-NOT: icmp ugt
; COPY: tail call ptr @realloc(ptr null, i64 {{%.*}})
; COPY-LABEL: define internal ptr @xrealloc.frame.1(ptr %old, i64 %size, ptr %storage, ptr %storage1, ptr %storage2)
; COPY: [[OTHER:%.*]] = icmp ne ptr %old, null
; COPY-NEXT: br i1 [[OTHER]], label %[[GIVEN:.*]], label %[[NEW:.*]]
; COPY: [[NEW]]:
; COPY-NEXT: [[LESS:%.*]] = sub i64 %size, 1
; COPY-NEXT: icmp ugt i64 [[LESS]], 255
; COPY: load ptr, ptr %storage1
; COPY: load i64, ptr %storage2
; COPY: [[GIVEN]]:
; COPY: [[OUTSIDE:%.*]] = icmp uge i64 {{%.*}}, 256
; COPY-NEXT: br i1 [[OUTSIDE]], label %[[HEAP:.*]], label %[[INSIDE:[^ ]*]]
; COPY: [[INSIDE]]:
; COPY-NEXT: [[LESS:%.*]] = sub i64 %size, 1
; COPY-NEXT: [[LARGE:%.*]] = icmp ugt i64 [[LESS]], 255
; COPY-NEXT: br i1 [[LARGE]], label %[[MOVE:.*]], label %[[STAYS:[^ ]*]]
; COPY-DAG: [[BYTES:%.*]] = call i64 @llvm.umin.i64(i64 %size, i64 256)
; COPY-DAG: call void @llvm.memcpy.p0.p0.i64(ptr [[BLOCK:%.*]], ptr %old, i64 [[BYTES]], i1 false)
; COPY-DAG: [[BLOCK]] = tail call ptr @realloc(ptr null, i64 {{%.*}})
; COPY-DAG: store ptr %old, ptr %storage1
; COPY: [[STAYS]]:
; COPY-NEXT: call void asm sideeffect
; COPY: [[HEAP]]:
; COPY-NEXT: tail call ptr @realloc(ptr %old, i64 %size)

; One object of each call, one buffer in turn: one element.
; REMARK: moved to stack of from_null: %new (pool of 1 if at most 256 bytes; 2 calls specialised), made in xrealloc for from_null
; REMARK: moved to stack of from_null: %new (pool of 1 if at most 256 bytes; 1 free guarded; 1 call specialised), made in xrealloc for from_null
; CHECK-LABEL: define void @from_null(
; CHECK: %[[POOL:.*]] = alloca [256 x i8], align 16
; CHECK: %small = call ptr @xrealloc.frame(ptr null, i64 8, ptr %[[POOL]], ptr %[[FREE:.*]], ptr %[[USED:.*]])
; CHECK: %large = call ptr @xrealloc.frame.1(ptr %small, i64 %n, ptr %[[POOL]], ptr %[[FREE]], ptr %[[USED]])
; CHECK: asm sideeffect
; CHECK: call void @free(ptr %large)
define void @from_null(i64 %n) {
  %small = call noalias ptr @xrealloc(ptr null, i64 8)
  call void @fill(ptr %small, i64 8)
  %large = call noalias ptr @xrealloc(ptr %small, i64 %n)
  call void @fill(ptr %large, i64 %n)
  call void @free(ptr %large)
  ret void
}

; The caller's own block, which an intermediate callee lets grow: a struct of a buffer.
define void @append(ptr %buffer, i64 %size) noinline {
  %old = load ptr, ptr %buffer
  %new = call ptr @xrealloc(ptr %old, i64 %size)
  store ptr %new, ptr %buffer
  ret void
}

define void @destroy(ptr %buffer) noinline {
  %old = load ptr, ptr %buffer
  call void @free(ptr %old)
  ret void
}

; REMARK: moved to stack: %own (16 bytes, pool of 1; 3 calls specialised)
; CHECK-LABEL: define void @grows_own(
; CHECK: %[[POOL:.*]] = alloca [256 x i8], align 16
; CHECK: call void @append.frame(ptr %buffer, i64 %n, ptr %[[POOL]],
; CHECK: call void @append.frame(ptr %buffer, i64 300, ptr %[[POOL]],
; CHECK: call void @destroy.frame(ptr %buffer, ptr %[[POOL]],
define void @grows_own(i64 %n) {
  %buffer = alloca ptr
  %own = call ptr @malloc(i64 16)
  store ptr %own, ptr %buffer
  call void @append(ptr %buffer, i64 %n)
  call void @append(ptr %buffer, i64 300)
  call void @destroy(ptr %buffer)
  ret void
}

; Two buffers: an element for each.
; REMARK-COUNT-4: moved to stack of two_buffers: %new (pool of 2 if at most 256 bytes;
; CHECK-LABEL: define void @two_buffers(
; CHECK: %[[POOL:.*]] = alloca [512 x i8], align 16
define void @two_buffers(i64 %n) {
  %a = alloca ptr
  %b = alloca ptr
  store ptr null, ptr %a
  store ptr null, ptr %b
  call void @append(ptr %a, i64 %n)
  call void @append(ptr %b, i64 %n)
  call void @append(ptr %a, i64 30)
  call void @append(ptr %b, i64 40)
  call void @destroy(ptr %a)
  call void @destroy(ptr %b)
  ret void
}

; The result goes elsewhere.
; CHECK-LABEL: define ptr @leaves(
; CHECK: %[[POOL:.*]] = alloca [256 x i8], align 16
; CHECK: %large = call ptr @xrealloc.frame.5(ptr %own, i64 %n, ptr %[[POOL]],
; CHECK: ret ptr %large
define ptr @leaves(i64 %n) {
  %own = call ptr @malloc(i64 16)
  call void @fill(ptr %own, i64 16)
  %large = call ptr @xrealloc(ptr %own, i64 %n)
  ret ptr %large
}

; What a callee made is reallocated here.
define ptr @make(i64 %n) noinline {
  %made = call ptr @malloc(i64 %n)
  ret ptr %made
}

; CHECK-LABEL: define void @grown_here(
; CHECK: %[[POOL:.*]] = alloca [512 x i8], align 16
; CHECK: %small = call ptr @make.frame(i64 8, ptr %[[POOL]],
; CHECK: call ptr @realloc(ptr %small, i64 40)
define void @grown_here() {
  %small = call ptr @make(i64 8)
  call void @fill(ptr %small, i64 8)
  %large = call ptr @realloc(ptr %small, i64 40)
  call void @fill(ptr %large, i64 40)
  call void @free(ptr %large)
  ret void
}

; The callee uses it up: it stays no element, and the callee's free is the heap's.
define void @use_up(ptr %old, i64 %n) noinline {
  %new = call ptr @realloc(ptr %old, i64 %n)
  call void @fill(ptr %new, i64 %n)
  call void @free(ptr %new)
  ret void
}

; CHECK-LABEL: define void @used_up(
; CHECK: %[[POOL:.*]] = alloca [256 x i8], align 16
; CHECK: call void @use_up.frame(ptr %own, i64 %n, ptr %[[POOL]],
define void @used_up(i64 %n) {
  %own = call ptr @malloc(i64 16)
  call void @fill(ptr %own, i64 16)
  call void @use_up(ptr %own, i64 %n)
  ret void
}
