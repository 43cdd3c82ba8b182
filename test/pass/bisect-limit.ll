; The pass is not required: -opt-bisect-limit skips it.
;
; RUN: %opt -passes=escape -opt-bisect-limit=0 -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=BISECT
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes=escape -opt-bisect-limit=-1 -S -o %t.all.ll %s
; RUN: FileCheck %s --check-prefix=ALL < %t.all.ll
;
; BISECT: BISECT: NOT running pass (1) {{.*}}EscapePass on [module]
; CHECK: call ptr @malloc
; ALL-NOT: call ptr @malloc

declare noalias ptr @malloc(i64)

define void @f() {
  %p = call ptr @malloc(i64 16)
  store i32 1, ptr %p
  ret void
}
