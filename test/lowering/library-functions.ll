; Functions of the C library that are known (LibraryModels.def): nothing is kept,
; bytes are copied, a result may point into an argument.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null
@string = private constant [3 x i8] c"%s\00"
@pointer = private constant [3 x i8] c"%p\00"
@count = private constant [3 x i8] c"%n\00"
@number = private constant [9 x i8] c"%*.*f%%d\00"
@stdout = external global ptr

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i64 @strlen(ptr)
declare i32 @strcmp(ptr, ptr)
declare ptr @strchr(ptr, i32)
declare ptr @strcpy(ptr, ptr)
declare ptr @memcpy(ptr, ptr, i64)
declare ptr @memset(ptr, i32, i64)
declare i32 @puts(ptr)
declare i32 @fputs(ptr, ptr)
declare i64 @fread(ptr, i64, i64, ptr)
declare i32 @printf(ptr, ...)
declare i32 @snprintf(ptr, i64, ptr, ...)
declare i32 @atoi(ptr)
declare i32 @other(ptr, ...)

; CHECK-LABEL: function promote_read
; CHECK: action: promote to a slot, drop 1 free
define void @promote_read() {
  %p = call ptr @malloc(i64 16)
  %length = call i64 @strlen(ptr %p)
  %order = call i32 @strcmp(ptr %p, ptr @string)
  %number = call i32 @atoi(ptr %p)
  %printed = call i32 @puts(ptr %p)
  %file = load ptr, ptr @stdout
  %written = call i32 @fputs(ptr %p, ptr %file)
  %read = call i64 @fread(ptr %p, i64 1, i64 16, ptr %file)
  %set = call ptr @memset(ptr %p, i32 0, i64 16)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function promote_found
; CHECK: action: promote to a slot
define void @promote_found() {
  %p = call ptr @malloc(i64 16)
  %found = call ptr @strchr(ptr %p, i32 58)
  store i8 0, ptr %found
  ret void
}

; CHECK-LABEL: function keep_found
; CHECK: %p escapes keep_found
define void @keep_found() {
  %p = call ptr @malloc(i64 16)
  %found = call ptr @strchr(ptr %p, i32 58)
  store ptr %found, ptr @global
  ret void
}

; CHECK-LABEL: function keep_result_of_copy
; CHECK: %p escapes keep_result_of_copy
define void @keep_result_of_copy() {
  %p = call ptr @malloc(i64 16)
  %again = call ptr @strcpy(ptr %p, ptr @string)
  store ptr %again, ptr @global
  ret void
}

; CHECK-LABEL: function keep_result_of_memset
; CHECK: %p escapes keep_result_of_memset
define void @keep_result_of_memset() {
  %p = call ptr @malloc(i64 16)
  %again = call ptr @memset(ptr %p, i32 0, i64 16)
  store ptr %again, ptr @global
  ret void
}

; CHECK-LABEL: function keep_copied_content
; CHECK: %inner escapes keep_copied_content
; CHECK: %outer does not escape keep_copied_content
define void @keep_copied_content() {
  %inner = call ptr @malloc(i64 16)
  %outer = call ptr @malloc(i64 16)
  store ptr %inner, ptr %outer
  %again = call ptr @memcpy(ptr @global, ptr %outer, i64 8)
  ret void
}

; CHECK-LABEL: function promote_printf_string
; CHECK: action: promote to a slot
define void @promote_printf_string() {
  %p = call ptr @malloc(i64 16)
  %printed = call i32 (ptr, ...) @printf(ptr @string, ptr %p)
  ret void
}

; %p prints the address.
; CHECK-LABEL: function keep_printf_pointer
; CHECK: %p escapes keep_printf_pointer
; CHECK: (argument 2: variable argument)
define void @keep_printf_pointer() {
  %p = call ptr @malloc(i64 16)
  %printed = call i32 (ptr, ...) @printf(ptr @pointer, ptr %p)
  ret void
}

; CHECK-LABEL: function keep_printf_count
; CHECK: %p escapes keep_printf_count
define void @keep_printf_count() {
  %p = call ptr @malloc(i64 16)
  %printed = call i32 (ptr, ...) @printf(ptr @count, ptr %p)
  ret void
}

; CHECK-LABEL: function keep_printf_unknown_format
; CHECK: %p escapes keep_printf_unknown_format
define void @keep_printf_unknown_format(ptr %format) {
  %p = call ptr @malloc(i64 16)
  %printed = call i32 (ptr, ...) @printf(ptr %format, ptr %p)
  ret void
}

; CHECK-LABEL: function promote_printf_format_itself
; CHECK: action: promote to a slot
define void @promote_printf_format_itself() {
  %p = call ptr @malloc(i64 16)
  %printed = call i32 (ptr, ...) @printf(ptr %p, i32 1)
  ret void
}

; CHECK-LABEL: function promote_snprintf
; CHECK: action: promote to a slot
define void @promote_snprintf() {
  %p = call ptr @malloc(i64 16)
  %printed = call i32 (ptr, i64, ptr, ...) @snprintf(ptr %p, i64 16, ptr @number, i32 1, i32 2, double 1.0)
  ret void
}

; CHECK-LABEL: function keep_unknown_variadic
; CHECK: %p escapes keep_unknown_variadic
define void @keep_unknown_variadic() {
  %p = call ptr @malloc(i64 16)
  %result = call i32 (ptr, ...) @other(ptr @string, ptr %p)
  ret void
}

; Not the library's: nobuiltin. (What LLVM infers for a declaration from its
; name is believed all the same: LLVM's own passes have it there.)
; CHECK-LABEL: function keep_nobuiltin
; CHECK: %p escapes keep_nobuiltin
define void @keep_nobuiltin() {
  %p = call ptr @malloc(i64 16)
  %found = call ptr @strchr(ptr %p, i32 58) nobuiltin
  ret void
}
