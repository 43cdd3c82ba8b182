; dump-efg=FILE writes the graphs that were solved, for a bug report.
;
; RUN: rm -f %t.efg
; RUN: %opt -passes='escape<dump-efg=%t.efg>' -disable-output %s
; RUN: FileCheck %s --input-file=%t.efg
; RUN: %escape-solve %t.efg | FileCheck %s --check-prefix=SOLVED
;
; CHECK: func @f()
; CHECK: object #0 site size=16 align=16
;
; The core alone comes to the same verdict.
; SOLVED: promoted, 0 frees dropped

declare noalias ptr @malloc(i64)

define void @f() {
  %p = call ptr @malloc(i64 16)
  store i32 1, ptr %p
  ret void
}
