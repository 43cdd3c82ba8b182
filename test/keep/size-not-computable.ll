; Sizes that are constants and still not known: an allocator without allocsize
; (LLVM 22's Attributor makes an alloca of one byte of it), a product that
; overflows (calloc then returns null), and a count that is negative.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

; CHECK-NOT: alloca

declare noalias ptr @my_alloc(i64) allockind("alloc,uninitialized") "alloc-family"="mine"
declare noalias ptr @calloc(i64, i64)
declare noalias ptr @malloc(i64)

; SAY-LABEL: function keep_without_allocsize
; SAY: action: kept (SizeUnknown)
define void @keep_without_allocsize() {
  %object = call ptr @my_alloc(i64 16)
  store i64 1, ptr %object
  ret void
}

; SAY-LABEL: function keep_overflowing_product
; SAY: action: kept (SizeUnknown)
define void @keep_overflowing_product() {
  %object = call ptr @calloc(i64 4294967296, i64 4294967296)
  store i64 1, ptr %object
  ret void
}

; SAY-LABEL: function keep_negative_size
; SAY: action: kept (SizeUnknown)
define void @keep_negative_size() {
  %object = call ptr @malloc(i64 -8)
  store i64 1, ptr %object
  ret void
}
