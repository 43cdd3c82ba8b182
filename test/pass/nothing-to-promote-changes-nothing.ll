; A module without a promotion comes out as it went in, and says so to the pass
; manager: -print-changed has nothing to print.
;
; RUN: %bare-opt -passes=verify -S %s -o %t.before.ll
; RUN: %opt -passes=escape -S %s -o %t.after.ll
; RUN: cmp %t.before.ll %t.after.ll
; RUN: %opt -passes=escape -print-changed -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes=escape -print-changed=quiet -disable-output %s 2>&1 | count 0
;
; CHECK: EscapePass on [module] omitted because no change

@global = global ptr null

declare ptr @malloc(i64)

define void @kept() {
  %local = alloca i32
  store i32 1, ptr %local
  %p = call ptr @malloc(i64 16)
  store ptr %p, ptr @global
  ret void
}
