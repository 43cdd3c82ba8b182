; After a promotion the function gets the scalar passes that profit, so that the
; object vanishes; functions that did not change are not touched. Twin:
; no-cleanup.
;
; RUN: %opt -passes=escape -S %s | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=RAW

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define i64 @promote(
; CHECK-NEXT: %sum = add i64 %a, %b
; CHECK-NEXT: ret i64 %sum
; RAW-LABEL: define i64 @promote(
; RAW-NEXT: alloca [16 x i8], align 16
define i64 @promote(i64 %a, i64 %b) {
  %pair = call ptr @malloc(i64 16)
  store i64 %a, ptr %pair
  %second = getelementptr i8, ptr %pair, i64 8
  store i64 %b, ptr %second
  %x = load i64, ptr %pair
  %y = load i64, ptr %second
  %sum = add i64 %x, %y
  call void @free(ptr %pair)
  ret i64 %sum
}

; CHECK-LABEL: define i64 @untouched(
; CHECK-NEXT: %local = alloca i64
; CHECK-NEXT: store i64 %a, ptr %local
; CHECK-NEXT: %again = load i64, ptr %local
define i64 @untouched(i64 %a) {
  %local = alloca i64
  store i64 %a, ptr %local
  %again = load i64, ptr %local
  ret i64 %again
}
