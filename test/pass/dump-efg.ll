; dump-efg=FILE writes the graphs that were solved, for a bug report.
;
; RUN: rm -f %t.efg
; RUN: %opt -passes='escape<dump-efg=%t.efg>' -disable-output %s
; RUN: FileCheck %s --input-file=%t.efg
;
; CHECK: function

declare noalias ptr @malloc(i64)

define void @f() {
  %p = call ptr @malloc(i64 16)
  store i32 1, ptr %p
  ret void
}
