; fgets and getcwd-like functions return their first argument: the result leads
; to the object.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=IR

@global = global ptr null
@stdin = external global ptr

declare noalias ptr @malloc(i64)
declare ptr @fgets(ptr, i32, ptr)

; CHECK-LABEL: function keep_result_of_fgets
; CHECK: %p escapes keep_result_of_fgets
; IR-LABEL: define void @keep_result_of_fgets(
; IR-NEXT: call ptr @malloc
define void @keep_result_of_fgets() {
  %p = call ptr @malloc(i64 16)
  %file = load ptr, ptr @stdin
  %line = call ptr @fgets(ptr %p, i32 16, ptr %file)
  store ptr %line, ptr @global
  ret void
}

; CHECK-LABEL: function promote_fgets
; CHECK: action: promote to a slot
; IR-LABEL: define i1 @promote_fgets(
; IR-NEXT: alloca [16 x i8], align 16
define i1 @promote_fgets() {
  %p = call ptr @malloc(i64 16)
  %file = load ptr, ptr @stdin
  %line = call ptr @fgets(ptr %p, i32 16, ptr %file)
  %end = icmp eq ptr %line, null
  ret i1 %end
}
