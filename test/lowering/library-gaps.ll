; What of the libraries is not known, so that it keeps what it is given: locks, texts
; of wide characters, strings and streams of libstdc++; and a function of the library
; that is passed as a function may do anything. Twins: strcpy; a function of ours.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i32 @pthread_mutex_lock(ptr)
declare ptr @wcscpy(ptr, ptr)
declare ptr @strcpy(ptr, ptr)
declare void @_ZNSs6appendEPKc(ptr, ptr)
declare void @qsort(ptr, i64, i64, ptr)
declare i32 @strcmp(ptr, ptr)

; CHECK-LABEL: function keep_locked
; CHECK: verdict: %lock escapes keep_locked
define void @keep_locked() {
  %lock = call ptr @malloc(i64 40)
  %locked = call i32 @pthread_mutex_lock(ptr %lock)
  call void @free(ptr %lock)
  ret void
}

; CHECK-LABEL: function keep_wide
; CHECK: verdict: %text escapes keep_wide
define void @keep_wide(ptr %from) {
  %text = call ptr @malloc(i64 40)
  %same = call ptr @wcscpy(ptr %text, ptr %from)
  call void @free(ptr %text)
  ret void
}

; CHECK-LABEL: function promote_narrow
; CHECK: verdict: %text does not escape promote_narrow
define void @promote_narrow(ptr %from) {
  %text = call ptr @malloc(i64 40)
  %same = call ptr @strcpy(ptr %text, ptr %from)
  call void @free(ptr %text)
  ret void
}

; CHECK-LABEL: function keep_string_of_library
; CHECK: verdict: %string escapes keep_string_of_library
define void @keep_string_of_library(ptr %from) {
  %string = call ptr @malloc(i64 8)
  call void @_ZNSs6appendEPKc(ptr %string, ptr %from)
  call void @free(ptr %string)
  ret void
}

; CHECK-LABEL: function own_order
define internal i32 @own_order(ptr %a, ptr %b) {
  %x = load i32, ptr %a
  %y = load i32, ptr %b
  %order = sub i32 %x, %y
  ret i32 %order
}

; CHECK-LABEL: function promote_sorted
; CHECK: verdict: %array does not escape promote_sorted
define void @promote_sorted() {
  %array = call ptr @malloc(i64 40)
  call void @qsort(ptr %array, i64 5, i64 8, ptr @own_order)
  call void @free(ptr %array)
  ret void
}

; CHECK-LABEL: function keep_sorted_by_library
; CHECK: verdict: %array escapes keep_sorted_by_library
define void @keep_sorted_by_library() {
  %array = call ptr @malloc(i64 40)
  call void @qsort(ptr %array, i64 5, i64 8, ptr @strcmp)
  call void @free(ptr %array)
  ret void
}
