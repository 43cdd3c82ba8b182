; A promotion hides the errors that a sanitizer looks for on the heap:
; Sanitized, for each of the seven (two: sanitized-newer.ll). LLVM 22's Attributor
; promotes. Twins: the option promote-sanitized, and the function without the
; attribute.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;promote-sanitized>' -S %s | FileCheck %s --check-prefix=OPTION

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; OPTION-NOT: call {{.*}}@malloc

; SAY-LABEL: function keep_address
; SAY: action: kept (Sanitized)
; REMARK: %object does not escape keep_address; %object stays on the heap: the function is instrumented by a sanitizer, which watches the heap. To change it: build without the sanitizer, or use promote-sanitized
; CHECK-LABEL: define void @keep_address(
; CHECK-NEXT: call ptr @malloc
; OPTION-LABEL: define void @keep_address(
; OPTION-NEXT: alloca [16 x i8], align 16
define void @keep_address() sanitize_address {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_hwaddress
; SAY: action: kept (Sanitized)
define void @keep_hwaddress() sanitize_hwaddress {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_memtag
; SAY: action: kept (Sanitized)
define void @keep_memtag() sanitize_memtag {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_memory
; SAY: action: kept (Sanitized)
define void @keep_memory() sanitize_memory {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_thread
; SAY: action: kept (Sanitized)
define void @keep_thread() sanitize_thread {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @promote(
; CHECK-NEXT: alloca [16 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
