; Two sanitizers that LLVM 19 does not have: Sanitized. Twin: the option
; promote-sanitized.
;
; REQUIRES: llvm-22
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup;promote-sanitized>' -S %s | FileCheck %s --check-prefix=OPTION

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; OPTION-NOT: call {{.*}}@malloc

; SAY-LABEL: function keep_type
; SAY: action: kept (Sanitized)
define void @keep_type() sanitize_type {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_alloc_token
; SAY: action: kept (Sanitized)
define void @keep_alloc_token() sanitize_alloc_token {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
