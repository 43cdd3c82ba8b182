; 9. two pointers returned in a struct, in registers or through sret: each to
; its own field.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s --check-prefix=IR

@g = global ptr null
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function in_registers
; CHECK-NEXT: leaking param: p to result 0 level=0
; CHECK-NEXT: leaking param: q to result 1 level=0
define { ptr, ptr } @in_registers(ptr %p, ptr %q) noinline {
  %first = insertvalue { ptr, ptr } poison, ptr %p, 0
  %both = insertvalue { ptr, ptr } %first, ptr %q, 1
  ret { ptr, ptr } %both
}

; CHECK-LABEL: function in_memory
; CHECK-NEXT: leaking param: p to *{{.*}}result
; CHECK-NEXT: leaking param: q to *{{.*}}result
define void @in_memory(ptr sret({ ptr, ptr }) %result, ptr %p, ptr %q) noinline {
  store ptr %p, ptr %result
  %second = getelementptr i8, ptr %result, i64 8
  store ptr %q, ptr %second
  ret void
}

; CHECK-LABEL: function use_registers
; CHECK: %x escapes use_registers
; CHECK: %y does not escape use_registers
; CHECK-NEXT: action: promote to a slot, drop 1 free
; IR-LABEL: define void @use_registers(
; IR: %y = alloca [8 x i8], align 16
; IR: %x = call ptr @malloc
define void @use_registers() {
  %x = call ptr @malloc(i64 8)
  %y = call ptr @malloc(i64 8)
  %both = call { ptr, ptr } @in_registers(ptr %x, ptr %y)
  %first = extractvalue { ptr, ptr } %both, 0
  store ptr %first, ptr @g
  call void @free(ptr %y)
  ret void
}

; CHECK-LABEL: function use_memory
; CHECK: %x escapes use_memory
; CHECK: %y does not escape use_memory
; CHECK-NEXT: action: promote to a slot, drop 1 free
; IR-LABEL: define void @use_memory(
; IR: %y = alloca [8 x i8], align 16
; IR: %x = call ptr @malloc
define void @use_memory() {
  %both = alloca { ptr, ptr }
  %x = call ptr @malloc(i64 8)
  %y = call ptr @malloc(i64 8)
  call void @in_memory(ptr sret({ ptr, ptr }) %both, ptr %x, ptr %y)
  %first = load ptr, ptr %both
  store ptr %first, ptr @g
  call void @free(ptr %y)
  ret void
}
