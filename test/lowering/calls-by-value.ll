; byval copies the object: its pointer does not leave, the pointers in it do.
; sret is a pointer to the caller's memory; inalloca and preallocated hand over
; the memory itself.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

%pair = type { ptr, i64 }

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @by_value(ptr byval(%pair))
declare void @in_place(ptr inalloca(%pair))
declare void @make_pair(ptr sret(%pair) captures(none)) nofree

; CHECK-LABEL: function byval_content
; CHECK: %inner escapes byval_content
; CHECK: %outer does not escape byval_content
; CHECK-NEXT: action: promote to a slot, drop 1 free
define void @byval_content() {
  %inner = call ptr @malloc(i64 8)
  %outer = call ptr @malloc(i64 16)
  store ptr %inner, ptr %outer
  call void @by_value(ptr byval(%pair) %outer)
  call void @free(ptr %outer)
  ret void
}

; CHECK-LABEL: function inalloca_content
; CHECK: %inner escapes inalloca_content
define void @inalloca_content() {
  %inner = call ptr @malloc(i64 8)
  %arguments = alloca inalloca %pair
  store ptr %inner, ptr %arguments
  call void @in_place(ptr inalloca(%pair) %arguments)
  ret void
}

; CHECK-LABEL: function sret_into_object
; CHECK: %object does not escape sret_into_object
; CHECK-NEXT: action: promote to a slot, drop 1 free
define void @sret_into_object() {
  %object = call ptr @malloc(i64 16)
  call void @make_pair(ptr sret(%pair) %object)
  call void @free(ptr %object)
  ret void
}

; Two pointers returned in memory: each in its own field, for the caller to
; follow.
define internal void @both(ptr sret({ ptr, ptr }) %out, ptr %a, ptr %b) noinline {
  %second = getelementptr i8, ptr %out, i64 8
  store ptr %a, ptr %out
  store ptr %b, ptr %second
  ret void
}

@global = global ptr null

; CHECK-LABEL: function sret_of_two
; CHECK: %leaked escapes sret_of_two
; CHECK: %local does not escape sret_of_two
define void @sret_of_two() {
  %result = alloca { ptr, ptr }
  %leaked = call ptr @malloc(i64 8)
  %local = call ptr @malloc(i64 8)
  call void @both(ptr sret({ ptr, ptr }) %result, ptr %leaked, ptr %local)
  %first = load ptr, ptr %result
  store ptr %first, ptr @global
  ret void
}

; The callee of a byval parameter of this module works on its copy.
define internal void @keeps_copied_pointer(ptr byval(%pair) %copy) noinline {
  %inner = load ptr, ptr %copy
  store ptr %inner, ptr @global
  ret void
}

; CHECK-LABEL: function byval_known
; CHECK: %inner escapes byval_known
; CHECK: %outer does not escape byval_known
define void @byval_known() {
  %inner = call ptr @malloc(i64 8)
  %outer = call ptr @malloc(i64 16)
  store ptr %inner, ptr %outer
  call void @keeps_copied_pointer(ptr byval(%pair) %outer)
  call void @free(ptr %outer)
  ret void
}
