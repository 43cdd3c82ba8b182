; What a realloc returns keeps the old contents, and may be the old object. Of one
; that is not the C library's it is not known what it does with null, so there is
; nothing to make a new block with: ReallocResult; the operand is Reallocated. So
; it is in a recursive function, where the operand may be another activation's.
; Twins: malloc and a copy; realloc (promote/realloc.ll).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare noalias ptr @grow(ptr allocptr, i64) allockind("realloc") allocsize(1) "alloc-family"="malloc"
declare noalias ptr @realloc(ptr, i64)
declare void @free(ptr)

; SAY-LABEL: function keep
; SAY: %small: malloc, 16 bytes
; SAY-NEXT: verdict: %small does not escape keep
; SAY-NEXT: action: kept (Reallocated)
; SAY: %large: grow, 32 bytes
; SAY-NEXT: verdict: %large does not escape keep
; SAY-NEXT: action: kept (ReallocResult)
; REMARK: %small does not escape keep; %small stays on the heap: it is passed to realloc: call to grow. To change it: allocate the final size at once
; REMARK: %large does not escape keep; %large stays on the heap: it is the result of realloc. To change it: allocate the final size at once
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %small = call ptr @malloc(i64 16)
; CHECK-NEXT: %large = call ptr @grow(ptr %small, i64 32)
; CHECK-NEXT: call void @free(ptr %large)
define void @keep() {
  %small = call ptr @malloc(i64 16)
  %large = call ptr @grow(ptr %small, i64 32)
  call void @free(ptr %large)
  ret void
}

; SAY-LABEL: function promote
; SAY: %small: malloc, 16 bytes
; SAY: action: promote to a slot, drop 1 free
; SAY: %large: malloc, 32 bytes
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-COUNT-2: alloca
define void @promote() {
  %small = call ptr @malloc(i64 16)
  %large = call ptr @malloc(i64 32)
  call void @llvm.memcpy.p0.p0.i64(ptr %large, ptr %small, i64 16, i1 false)
  call void @free(ptr %small)
  call void @free(ptr %large)
  ret void
}

; SAY-LABEL: function keep_recursive
; SAY: action: kept (ReallocResult)
; SAY: action: kept (Reallocated)
; CHECK-LABEL: define void @keep_recursive(
; CHECK-NOT: alloca
define void @keep_recursive(i32 %depth, ptr %old) {
entry:
  %large = call ptr @realloc(ptr %old, i64 32)
  %ends = icmp eq i32 %depth, 0
  br i1 %ends, label %last, label %more

more:
  %small = call ptr @malloc(i64 16)
  %less = sub i32 %depth, 1
  call void @keep_recursive(i32 %less, ptr %small)
  br label %last

last:
  call void @free(ptr %large)
  ret void
}
