; Where nothing is promoted, -print-changed says that nothing changed, and no
; analysis is lost: the dominator tree in front of the pass serves behind it.
;
; RUN: %opt -passes=escape -print-changed -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='function(require<domtree>),escape,function(require<domtree>)' -debug-pass-manager -verify-analysis-invalidation -disable-output %s 2>&1 | FileCheck %s --check-prefix=ANALYSES
;
; CHECK: IR Dump After {{.*}}EscapePass on [module] omitted because no change
;
; ANALYSES: Running analysis: DominatorTreeAnalysis on f
; ANALYSES: Running pass: {{.*}}EscapePass
; ANALYSES-NOT: Invalidating analysis: DominatorTreeAnalysis
; ANALYSES-NOT: Running analysis: DominatorTreeAnalysis

@global = global ptr null

declare noalias ptr @malloc(i64)

define void @f() {
  %p = call ptr @malloc(i64 16)
  store ptr %p, ptr @global
  ret void
}
