; 16 KiB a frame unless said otherwise: four objects of 4 KiB, not five.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function five
; CHECK: %a: malloc, 4096 bytes
; CHECK: action: promote to a slot, drop 1 free
; CHECK: %b: malloc, 4096 bytes
; CHECK: action: promote to a slot, drop 1 free
; CHECK: %c: malloc, 4096 bytes
; CHECK: action: promote to a slot, drop 1 free
; CHECK: %d: malloc, 4096 bytes
; CHECK: action: promote to a slot, drop 1 free
; CHECK: %e: malloc, 16 bytes
; CHECK: action: kept (FrameBudget)
define void @five() {
  %a = call ptr @malloc(i64 4096)
  %b = call ptr @malloc(i64 4096)
  %c = call ptr @malloc(i64 4096)
  %d = call ptr @malloc(i64 4096)
  %e = call ptr @malloc(i64 16)
  call void @free(ptr %a)
  call void @free(ptr %b)
  call void @free(ptr %c)
  call void @free(ptr %d)
  call void @free(ptr %e)
  ret void
}
