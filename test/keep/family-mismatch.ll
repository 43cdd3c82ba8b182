; malloc released by operator delete, new[] by delete: undefined in C++, but
; diagnosed by allocators that we must not hide: FamilyMismatch. LLVM 22's
; Attributor promotes them. Twins: the right partners.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare ptr @_Znwm(i64) nobuiltin
declare ptr @_Znam(i64) nobuiltin
declare void @_ZdlPv(ptr) nobuiltin
declare void @_ZdaPv(ptr) nobuiltin

; SAY-LABEL: function keep_malloc_delete
; SAY: action: kept (FamilyMismatch)
; REMARK: %object does not escape keep_malloc_delete; %object stays on the heap: it is released by another family of functions than it was made by: call to operator delete. To change it: release it as it was allocated
; CHECK-LABEL: define void @keep_malloc_delete(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK-NEXT: call void @_ZdlPv(ptr %object)
define void @keep_malloc_delete() {
  %object = call ptr @malloc(i64 16)
  call void @_ZdlPv(ptr %object) builtin
  ret void
}

; SAY-LABEL: function keep_new_free
; SAY: action: kept (FamilyMismatch)
; CHECK-LABEL: define void @keep_new_free(
; CHECK: call void @free(ptr %object)
define void @keep_new_free() {
  %object = call ptr @_Znwm(i64 16) builtin
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_array_new_delete
; SAY: action: kept (FamilyMismatch)
; CHECK-LABEL: define void @keep_array_new_delete(
; CHECK: call void @_ZdlPv(ptr %object)
define void @keep_array_new_delete() {
  %object = call ptr @_Znam(i64 16) builtin
  call void @_ZdlPv(ptr %object) builtin
  ret void
}

; SAY-LABEL: function promote_new_delete
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote_new_delete(
; CHECK-NOT: @_Zdl
define void @promote_new_delete() {
  %object = call ptr @_Znwm(i64 16) builtin
  call void @_ZdlPv(ptr %object) builtin
  ret void
}

; SAY-LABEL: function promote_array_new_delete
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote_array_new_delete(
; CHECK-NOT: @_Zda
define void @promote_array_new_delete() {
  %object = call ptr @_Znam(i64 16) builtin
  call void @_ZdaPv(ptr %object) builtin
  ret void
}
