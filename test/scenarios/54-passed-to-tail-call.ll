; 54. x passed to a `tail call`: promoted, marker cleared.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s --check-prefix=IR < %t.ll

declare noalias ptr @malloc(i64)
declare i32 @read(ptr captures(none)) nofree memory(read)

; CHECK-LABEL: function caller
; CHECK: action: promote to a slot, drop 0 frees
; REMARK: moved to stack: %x (8 bytes, slot)
; IR-LABEL: define i32 @caller(
; IR: {{^}}  %value = call i32 @read(ptr %x)
define i32 @caller() {
  %x = call ptr @malloc(i64 8)
  store i32 1, ptr %x
  %value = tail call i32 @read(ptr %x)
  ret i32 %value
}
