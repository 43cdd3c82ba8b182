; D as LDC compiles it: a class whose TypeInfo_Class is in the module says how
; large its objects are; one with a destructor, or of another module, stays.
;
; RUN: %opt -passes='escape<no-cleanup;allocators=%allocators/d.yaml>' -S %s | FileCheck %s
; RUN: %opt -passes='print<escape>' -disable-output %s
; RUN: %opt -passes='escape<allocators=%allocators/d.yaml>' -disable-output -pass-remarks-missed=escape %s 2>&1 \
; RUN:   | FileCheck %s --check-prefix=REMARK

target datalayout = "e-m:e-i64:64-n8:16:32:64-S128"

%object.TypeInfo_Class = type { ptr, ptr, { i64, ptr }, { i64, ptr }, { i64, ptr }, { i64, ptr }, ptr, ptr, ptr, i32, [4 x i8], ptr, { i64, ptr }, ptr, ptr }

@_D14TypeInfo_Class6__vtblZ = external global [21 x ptr]
@_D6Object7__ClassZ = external global %object.TypeInfo_Class
@_D1t1P6__vtblZ = external global [6 x ptr]
@.str = private constant [4 x i8] c"t.P\00"

; class P { int x, y; }: 24 bytes, flags 62.
@_D1t1P7__ClassZ = global %object.TypeInfo_Class { ptr @_D14TypeInfo_Class6__vtblZ, ptr null, { i64, ptr } { i64 24, ptr null }, { i64, ptr } { i64 3, ptr @.str }, { i64, ptr } { i64 6, ptr @_D1t1P6__vtblZ }, { i64, ptr } zeroinitializer, ptr @_D6Object7__ClassZ, ptr null, ptr null, i32 62, [4 x i8] zeroinitializer, ptr null, { i64, ptr } zeroinitializer, ptr null, ptr null }
; class Q { int x; ~this() {} }: flags 310.
@_D1t1Q7__ClassZ = global %object.TypeInfo_Class { ptr @_D14TypeInfo_Class6__vtblZ, ptr null, { i64, ptr } { i64 20, ptr null }, { i64, ptr } { i64 3, ptr @.str }, { i64, ptr } { i64 6, ptr @_D1t1P6__vtblZ }, { i64, ptr } zeroinitializer, ptr @_D6Object7__ClassZ, ptr @_D1t1Q6__dtorMFZv, ptr null, i32 310, [4 x i8] zeroinitializer, ptr null, { i64, ptr } zeroinitializer, ptr null, ptr null }
@_D1u1R7__ClassZ = external global %object.TypeInfo_Class
@_D1t1W7__ClassZ = weak global %object.TypeInfo_Class { ptr @_D14TypeInfo_Class6__vtblZ, ptr null, { i64, ptr } { i64 24, ptr null }, { i64, ptr } zeroinitializer, { i64, ptr } zeroinitializer, { i64, ptr } zeroinitializer, ptr null, ptr null, ptr null, i32 62, [4 x i8] zeroinitializer, ptr null, { i64, ptr } zeroinitializer, ptr null, ptr null }

declare ptr @_d_allocclass(ptr)
declare ptr @_d_allocmemory(i64)
declare void @_D1t1Q6__dtorMFZv(ptr)

; CHECK-LABEL: define i32 @_D1t1fFiZi(
; CHECK-NEXT: %.newclass_gc_alloc = alloca [24 x i8], align 16
; CHECK-NOT: _d_allocclass
; CHECK: ret i32
define i32 @_D1t1fFiZi(i32 %n_arg) {
  %.newclass_gc_alloc = tail call ptr @_d_allocclass(ptr nonnull @_D1t1P7__ClassZ)
  store ptr @_D1t1P6__vtblZ, ptr %.newclass_gc_alloc, align 8
  %monitor = getelementptr inbounds i8, ptr %.newclass_gc_alloc, i64 8
  store ptr null, ptr %monitor, align 8
  %x = getelementptr inbounds i8, ptr %.newclass_gc_alloc, i64 16
  store i32 %n_arg, ptr %x, align 4
  %y = load i32, ptr %x, align 4
  ret i32 %y
}

; CHECK-LABEL: define void @_D1t9finalizedFZv(
; CHECK-NEXT: call ptr @_d_allocclass(ptr nonnull @_D1t1Q7__ClassZ)
; REMARK: stays on the heap: a finalizer may have to see it die
define void @_D1t9finalizedFZv() {
  %.newclass_gc_alloc = tail call ptr @_d_allocclass(ptr nonnull @_D1t1Q7__ClassZ)
  store ptr @_D1t1P6__vtblZ, ptr %.newclass_gc_alloc, align 8
  ret void
}

; CHECK-LABEL: define void @_D1t14of_other_moduleFZv(
; CHECK-NEXT: call ptr @_d_allocclass(ptr nonnull @_D1u1R7__ClassZ)
define void @_D1t14of_other_moduleFZv() {
  %.newclass_gc_alloc = tail call ptr @_d_allocclass(ptr nonnull @_D1u1R7__ClassZ)
  store ptr @_D1t1P6__vtblZ, ptr %.newclass_gc_alloc, align 8
  ret void
}

; The linker may take another definition, of another size.
;
; CHECK-LABEL: define void @_D1t12interposableFZv(
; CHECK-NEXT: call ptr @_d_allocclass(ptr nonnull @_D1t1W7__ClassZ)
define void @_D1t12interposableFZv() {
  %.newclass_gc_alloc = tail call ptr @_d_allocclass(ptr nonnull @_D1t1W7__ClassZ)
  store ptr @_D1t1P6__vtblZ, ptr %.newclass_gc_alloc, align 8
  ret void
}

; The frame of a closure that is called where it is made.
;
; CHECK-LABEL: define i32 @_D1t2clFiZi(
; CHECK-NEXT: %.frame = alloca [4 x i8], align 16
define i32 @_D1t2clFiZi(i32 %n_arg) {
  %.frame = tail call ptr @_d_allocmemory(i64 4)
  store i32 %n_arg, ptr %.frame, align 4
  %sum = call i32 @_D1t3useFMDFZiZi(ptr %.frame)
  ret i32 %sum
}

define internal i32 @_D1t3useFMDFZiZi(ptr %frame) {
  %value = load i32, ptr %frame, align 4
  ret i32 %value
}
