; A size of run time whose bound is known from branches and assumptions around the
; call: one slot serves every size that gets there, and nothing is compared. Twins:
; what only seems to bound it.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare noalias ptr @calloc(i64, i64)
declare noalias ptr @strndup(ptr, i64)
; Unlike malloc, it does not say that its operand is not undef.
declare ptr @zeroed(i64) allockind("alloc,zeroed") allocsize(0) "alloc-family"="own"
declare void @release(ptr allocptr) allockind("free") "alloc-family"="own"
declare void @free(ptr)
declare void @look(ptr captures(none)) nofree nocallback
declare void @llvm.assume(i1)

; SAY-LABEL: function returns_early
; SAY: %object: malloc, at most 64 bytes
; SAY: action: promote to a slot, drop 1 free{{$}}
; CHECK-LABEL: define void @returns_early(
; CHECK-NEXT: %object = alloca [64 x i8], align 16
; CHECK-NEXT: icmp ugt i64 %n, 64
; CHECK-NOT: icmp
; CHECK-NOT: @malloc
; CHECK-NOT: @free
; CHECK: call void @look(ptr %object)
; CHECK: ret void
define void @returns_early(i64 %n) {
  %large = icmp ugt i64 %n, 64
  br i1 %large, label %out, label %fits
fits:
  %object = call ptr @malloc(i64 %n)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; Without sign: a negative size is the largest of all.
; SAY-LABEL: function keep_compared_with_sign
; SAY: %object: malloc, unknown size
; SAY: action: promote to a slot if at most 256 bytes
; CHECK-LABEL: define void @keep_compared_with_sign(
; CHECK: icmp ugt i64 %n, 256
; CHECK: call ptr @malloc(
define void @keep_compared_with_sign(i64 %n) {
  %large = icmp sgt i64 %n, 64
  br i1 %large, label %out, label %fits
fits:
  %object = call ptr @malloc(i64 %n)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; The same of an int that is converted.
; SAY-LABEL: function keep_converted
; SAY: action: promote to a slot if at most 256 bytes
define void @keep_converted(i32 %n) {
  %large = icmp sgt i32 %n, 64
  br i1 %large, label %out, label %fits
fits:
  %size = sext i32 %n to i64
  %object = call ptr @malloc(i64 %size)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; Both sides are tested.
; SAY-LABEL: function converted
; SAY: %object: malloc, at most 64 bytes
; SAY: action: promote to a slot, drop 1 free{{$}}
define void @converted(i32 %n) {
  %bad = icmp ugt i32 %n, 64
  br i1 %bad, label %out, label %fits
fits:
  %size = sext i32 %n to i64
  %object = call ptr @malloc(i64 %size)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; The branch does not stand on every path to the call.
; SAY-LABEL: function keep_on_one_path
; SAY: action: promote to a slot if at most 256 bytes
define void @keep_on_one_path(i64 %n, i1 %c) {
  br i1 %c, label %test, label %fits
test:
  %large = icmp ugt i64 %n, 64
  br i1 %large, label %out, label %fits
fits:
  %object = call ptr @malloc(i64 %n)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; It stands behind the call.
; SAY-LABEL: function keep_tested_later
; SAY: action: promote to a slot if at most 256 bytes
define void @keep_tested_later(i64 %n) {
  %object = call ptr @malloc(i64 %n)
  call void @look(ptr %object)
  %large = icmp ugt i64 %n, 64
  br i1 %large, label %out, label %fits
fits:
  call void @look(ptr %object)
  br label %out
out:
  call void @free(ptr %object)
  ret void
}

; What is computed from the bounded number may wrap.
; SAY-LABEL: function keep_less_one
; SAY: action: promote to a slot if at most 256 bytes
define void @keep_less_one(i64 %n) {
  %large = icmp ugt i64 %n, 64
  br i1 %large, label %out, label %fits
fits:
  %less = sub i64 %n, 1
  %object = call ptr @malloc(i64 %less)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; The product is tested, its factors are not: it may have wrapped, and calloc gets
; the factors.
; SAY-LABEL: function keep_product_tested
; SAY: action: promote to a slot if at most 256 bytes
define void @keep_product_tested(i64 %n, i64 %k) {
  %bytes = mul i64 %n, %k
  %large = icmp ugt i64 %bytes, 64
  br i1 %large, label %out, label %fits
fits:
  %object = call ptr @calloc(i64 %n, i64 %k)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; SAY-LABEL: function factors_tested
; SAY: %object: calloc, at most 80 bytes
; SAY: action: promote to a slot, drop 1 free{{$}}
; CHECK-LABEL: define void @factors_tested(
; CHECK: alloca [80 x i8], align 16
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 %object, i8 0, i64 %{{[0-9]+}}, i1 false)
; CHECK-NOT: @calloc
; CHECK: ret void
define void @factors_tested(i64 %n, i64 %k) {
  %many = icmp ugt i64 %n, 8
  %wide = icmp ugt i64 %k, 10
  %large = or i1 %many, %wide
  br i1 %large, label %out, label %fits
fits:
  %object = call ptr @calloc(i64 %n, i64 %k)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; SAY-LABEL: function keep_one_factor
; SAY: action: promote to a slot if at most 256 bytes
define void @keep_one_factor(i64 %n, i64 %k) {
  %many = icmp ugt i64 %n, 8
  br i1 %many, label %out, label %fits
fits:
  %object = call ptr @calloc(i64 %n, i64 %k)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; Each bound is no bound of the product.
; SAY-LABEL: function keep_bounds_overflow
; SAY: action: promote to a slot if at most 256 bytes
define void @keep_bounds_overflow(i64 %n, i64 %k) {
  %many = icmp ugt i64 %n, 4294967296
  %wide = icmp ugt i64 %k, 4294967296
  %large = or i1 %many, %wide
  br i1 %large, label %out, label %fits
fits:
  %object = call ptr @calloc(i64 %n, i64 %k)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; SAY-LABEL: function assumed
; SAY: %object: malloc, at most 99 bytes
define void @assumed(i64 %n) {
  %small = icmp ult i64 %n, 100
  call void @llvm.assume(i1 %small)
  %object = call ptr @malloc(i64 %n)
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; The switch names every size.
; SAY-LABEL: function switched
; SAY: %object: malloc, at most 48 bytes
define void @switched(i32 %kind) {
  switch i32 %kind, label %out [ i32 0, label %fits
                                 i32 1, label %more ]
more:
  br label %fits
fits:
  %n = phi i64 [ 16, %0 ], [ 48, %more ]
  %object = call ptr @malloc(i64 %n)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; The string, and the zero at its end.
; SAY-LABEL: function limited_copy
; SAY: %object: strndup, at most 32 bytes
; SAY: action: promote to a slot, drop 1 free{{$}}
; CHECK-LABEL: define void @limited_copy(
; CHECK: alloca [32 x i8], align 16
; CHECK: call i64 @strnlen(ptr %text, i64 %most)
; CHECK-NOT: icmp
; CHECK-NOT: @strndup
; CHECK: ret void
define void @limited_copy(ptr %text, i64 %most) {
  %large = icmp ugt i64 %most, 31
  br i1 %large, label %out, label %fits
fits:
  %object = call ptr @strndup(ptr %text, i64 %most)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; SAY-LABEL: function keep_copy_of_all
; SAY: action: promote to a slot if at most 256 bytes
define void @keep_copy_of_all(ptr %text, i64 %most) {
  %less = icmp ult i64 %most, 31
  br i1 %less, label %out, label %fits
fits:
  %object = call ptr @strndup(ptr %text, i64 %most)
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; Nothing says that the size is not undef, for this function and this allocator:
; then it may be one number in the branch and another in the call.
; SAY-LABEL: function keep_maybe_undef
; SAY: action: promote to a slot if at most 256 bytes
; CHECK-LABEL: define void @keep_maybe_undef(
; CHECK: alloca [256 x i8], align 16
; CHECK: [[N:%.*]] = freeze i64 %n
; CHECK: icmp ugt i64 [[N]], 256
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 %{{.*}}, i8 0, i64 [[N]], i1 false)
; CHECK: call ptr @zeroed(i64 %n)
define void @keep_maybe_undef(i64 %n) {
  %large = icmp ugt i64 %n, 64
  br i1 %large, label %out, label %fits
fits:
  %object = call ptr @zeroed(i64 %n)
  call void @look(ptr %object)
  call void @release(ptr %object)
  br label %out
out:
  ret void
}

; SAY-LABEL: function never_undef
; SAY: action: promote to a slot, drop 1 free{{$}}
; CHECK-LABEL: define void @never_undef(
; CHECK-NEXT: %object = alloca [64 x i8], align 16
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 %object, i8 0, i64 %n, i1 false)
define void @never_undef(i64 noundef %n) {
  %large = icmp ugt i64 %n, 64
  br i1 %large, label %out, label %fits
fits:
  %object = call ptr @zeroed(i64 %n)
  call void @look(ptr %object)
  call void @release(ptr %object)
  br label %out
out:
  ret void
}

; Its instructions bound it, whatever it is. The whole slot is zeroed: a memset of as
; many bytes as poison says would be undefined.
; CHECK-LABEL: define void @bounded_maybe_poison(
; CHECK-NEXT: %object = alloca [65 x i8], align 16
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 %object, i8 0, i64 65, i1 false)
define void @bounded_maybe_poison(i64 %n) {
  %small = and i64 %n, 64
  %size = add nuw i64 %small, 1
  %object = call ptr @zeroed(i64 %size)
  call void @look(ptr %object)
  call void @release(ptr %object)
  ret void
}
