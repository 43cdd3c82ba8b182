; A volatile access makes the address observable: VolatileAccess. Twins: plain
; accesses, and a volatile access to something else.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)

; SAY-LABEL: function keep_load
; SAY: action: kept (VolatileAccess)
; REMARK: %object does not escape keep_load; %object stays on the heap: it is accessed as volatile: load. To change it: use atomics or plain accesses
; CHECK-LABEL: define i32 @keep_load(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define i32 @keep_load() {
  %object = call ptr @malloc(i64 16)
  %value = load volatile i32, ptr %object
  call void @free(ptr %object)
  ret i32 %value
}

; SAY-LABEL: function keep_store
; SAY: action: kept (VolatileAccess)
define void @keep_store() {
  %object = call ptr @malloc(i64 16)
  store volatile i32 1, ptr %object
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_rmw
; SAY: action: kept (VolatileAccess)
define void @keep_rmw() {
  %object = call ptr @malloc(i64 16)
  %old = atomicrmw volatile add ptr %object, i32 1 seq_cst
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_cmpxchg
; SAY: action: kept (VolatileAccess)
define void @keep_cmpxchg() {
  %object = call ptr @malloc(i64 16)
  %old = cmpxchg volatile ptr %object, i32 1, i32 2 seq_cst seq_cst
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_memcpy
; SAY: action: kept (VolatileAccess)
define void @keep_memcpy(ptr %from) {
  %object = call ptr @malloc(i64 16)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 16, i1 true)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_memset
; SAY: action: kept (VolatileAccess)
define void @keep_memset() {
  %object = call ptr @malloc(i64 16)
  call void @llvm.memset.p0.i64(ptr %object, i8 0, i64 16, i1 true)
  call void @free(ptr %object)
  ret void
}

; A callee's volatile access is its caller's too.
define internal void @touch(ptr %p) noinline {
  store volatile i32 1, ptr %p
  ret void
}

; SAY-LABEL: function keep_in_callee
; SAY: action: kept (VolatileAccess)
define void @keep_in_callee() {
  %object = call ptr @malloc(i64 16)
  call void @touch(ptr %object)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define i32 @promote(
; CHECK-NEXT: alloca [16 x i8], align 16
define i32 @promote(ptr %other) {
  %object = call ptr @malloc(i64 16)
  %value = load i32, ptr %object
  store volatile i32 %value, ptr %other
  call void @free(ptr %object)
  ret i32 %value
}
