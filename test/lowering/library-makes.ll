; Functions of the library that make a block themselves and return it through a
; pointer: asprintf keeps nothing of what it prints, by the rules of printf; the block
; is memory from outside, and stays on the heap.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

@string = private constant [3 x i8] c"%s\00"
@pointer = private constant [3 x i8] c"%p\00"

declare noalias ptr @malloc(i64)
declare noalias ptr @strdup(ptr)
declare void @free(ptr)
declare i32 @puts(ptr)
declare i32 @asprintf(ptr, ptr, ...)
declare i32 @__asprintf_chk(ptr, i32, ptr, ...)
declare i32 @vasprintf(ptr, ptr, ptr)

; SAY-LABEL: function promote_printed
; SAY: %name: strdup, unknown size
; SAY: action: promote to a slot if at most 256 bytes
; CHECK-LABEL: define void @promote_printed(
; CHECK: alloca [256 x i8]
; CHECK: call i32 (ptr, ptr, ...) @asprintf(
; CHECK: %made = load ptr, ptr %text
; CHECK: call void @free(ptr %made)
define void @promote_printed(ptr %from) {
  %text = alloca ptr
  %name = call ptr @strdup(ptr %from)
  %bytes = call i32 (ptr, ptr, ...) @asprintf(ptr %text, ptr @string, ptr %name)
  call void @free(ptr %name)
  %made = load ptr, ptr %text
  %put = call i32 @puts(ptr %made)
  call void @free(ptr %made)
  ret void
}

; SAY-LABEL: function keep_printed_address
; SAY: verdict: %object escapes keep_printed_address
define void @keep_printed_address() {
  %text = alloca ptr
  %object = call ptr @malloc(i64 8)
  %bytes = call i32 (ptr, ptr, ...) @asprintf(ptr %text, ptr @pointer, ptr %object)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function keep_unknown_format
; SAY: verdict: %object escapes keep_unknown_format
define void @keep_unknown_format(ptr %format) {
  %text = alloca ptr
  %object = call ptr @malloc(i64 8)
  %bytes = call i32 (ptr, ptr, ...) @asprintf(ptr %text, ptr %format, ptr %object)
  call void @free(ptr %object)
  ret void
}

; The variable itself may be an object; what was in it is not freed.
; SAY-LABEL: function promote_variable
; SAY: %text: malloc, 8 bytes
; SAY: action: promote to a slot, drop 1 free
; SAY: %old: malloc, 16 bytes
; SAY: verdict: %old does not escape
; SAY: action: promote to a slot
define void @promote_variable(ptr %name) {
  %text = call ptr @malloc(i64 8)
  %old = call ptr @malloc(i64 16)
  store ptr %old, ptr %text
  %bytes = call i32 (ptr, i32, ptr, ...) @__asprintf_chk(ptr %text, i32 1, ptr @string, ptr %name)
  %made = load ptr, ptr %text
  call void @free(ptr %made)
  call void @free(ptr %text)
  ret void
}

; What the arguments hold is not read either.
; SAY-LABEL: function promote_list
; SAY: action: promote to a slot, drop 1 free
define void @promote_list(ptr %format, ptr %list) {
  %text = call ptr @malloc(i64 8)
  %bytes = call i32 @vasprintf(ptr %text, ptr %format, ptr %list)
  %made = load ptr, ptr %text
  call void @free(ptr %made)
  call void @free(ptr %text)
  ret void
}
