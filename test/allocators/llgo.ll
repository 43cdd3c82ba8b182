; LLGo's AllocZ and AllocU. Names with slashes and dots, one argument.
;
; RUN: %opt -passes='escape<no-cleanup;allocators=%allocators/llgo.yaml>' -S %s | FileCheck %s

target datalayout = "e-m:e-i64:64-n8:16:32:64-S128"

declare ptr @"github.com/goplus/llgo/runtime/internal/runtime.AllocZ"(i64)
declare ptr @"github.com/goplus/llgo/runtime/internal/runtime.AllocU"(i64)
declare void @main.keeps(ptr)

; `p := new(point); p.x = x; return p.x + p.y`
;
; CHECK-LABEL: define i64 @main.local(
; CHECK: alloca [16 x i8], align 16
; CHECK: call void @llvm.memset
; CHECK-NOT: AllocZ
; CHECK: ret i64
define i64 @main.local(i64 %0) {
_llgo_0:
  %1 = call ptr @"github.com/goplus/llgo/runtime/internal/runtime.AllocZ"(i64 16)
  %2 = getelementptr inbounds { i64, i64 }, ptr %1, i32 0, i32 0
  store i64 %0, ptr %2, align 4
  %3 = getelementptr inbounds { i64, i64 }, ptr %1, i32 0, i32 1
  %4 = load i64, ptr %2, align 4
  %5 = load i64, ptr %3, align 4
  %6 = add i64 %4, %5
  ret i64 %6
}

; A closure that is called where it is made: its frame is not zeroed.
;
; CHECK-LABEL: define i64 @main.closure(
; CHECK: alloca [8 x i8], align 16
; CHECK-NOT: memset
; CHECK-NOT: AllocU
; CHECK: ret i64
define i64 @main.closure(i64 %0) {
_llgo_0:
  %1 = call ptr @"github.com/goplus/llgo/runtime/internal/runtime.AllocU"(i64 8)
  store i64 %0, ptr %1, align 4
  %2 = call i64 @"main.closure$1"(ptr %1)
  ret i64 %2
}

define internal i64 @"main.closure$1"(ptr %0) {
_llgo_0:
  %1 = load i64, ptr %0, align 4
  ret i64 %1
}

; CHECK-LABEL: define void @main.kept(
; CHECK: call ptr @"github.com/goplus/llgo/runtime/internal/runtime.AllocZ"(
define void @main.kept() {
_llgo_0:
  %0 = call ptr @"github.com/goplus/llgo/runtime/internal/runtime.AllocZ"(i64 16)
  call void @main.keeps(ptr %0)
  ret void
}
