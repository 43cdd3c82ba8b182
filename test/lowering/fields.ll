; Cells at different offsets are kept apart; an index that is not known, and
; accesses that overlap in part, touch them all.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)

; CHECK-LABEL: function two_fields
; CHECK: %leaked escapes two_fields
; CHECK: %local does not escape two_fields
define void @two_fields() {
  %pair = alloca { ptr, ptr }
  %leaked = call ptr @malloc(i64 8)
  %local = call ptr @malloc(i64 8)
  %second = getelementptr { ptr, ptr }, ptr %pair, i32 0, i32 1
  store ptr %leaked, ptr %pair
  store ptr %local, ptr %second
  %first = load ptr, ptr %pair
  store ptr %first, ptr @global
  ret void
}

; *(char **)((char *)s + 8) is the same as the field.
; CHECK-LABEL: function field_as_bytes
; CHECK: %local does not escape field_as_bytes
; CHECK: %leaked escapes field_as_bytes
define void @field_as_bytes() {
  %pair = alloca { ptr, ptr }
  %local = call ptr @malloc(i64 8)
  %leaked = call ptr @malloc(i64 8)
  %second = getelementptr { ptr, ptr }, ptr %pair, i32 0, i32 1
  store ptr %local, ptr %pair
  store ptr %leaked, ptr %second
  %again = getelementptr i8, ptr %pair, i64 8
  %read = load ptr, ptr %again
  store ptr %read, ptr @global
  ret void
}
; CHECK-LABEL: function constant_index
; CHECK: %leaked escapes constant_index
; CHECK: %local does not escape constant_index
define void @constant_index() {
  %table = alloca [2 x ptr]
  %leaked = call ptr @malloc(i64 8)
  %local = call ptr @malloc(i64 8)
  %second = getelementptr [2 x ptr], ptr %table, i64 0, i64 1
  store ptr %leaked, ptr %table
  store ptr %local, ptr %second
  %read = load ptr, ptr %table
  store ptr %read, ptr @global
  ret void
}

; CHECK-LABEL: function variable_index
; CHECK: %first escapes variable_index
; CHECK: %second escapes variable_index
define void @variable_index(i64 %index) {
  %table = alloca [2 x ptr]
  %first = call ptr @malloc(i64 8)
  %second = call ptr @malloc(i64 8)
  %place = getelementptr [2 x ptr], ptr %table, i64 0, i64 1
  store ptr %first, ptr %table
  store ptr %second, ptr %place
  %any = getelementptr [2 x ptr], ptr %table, i64 0, i64 %index
  %read = load ptr, ptr %any
  store ptr %read, ptr @global
  ret void
}

; Half of one pointer, half of the next.
; CHECK-LABEL: function straddling_load
; CHECK: %first escapes straddling_load
; CHECK: %second escapes straddling_load
define void @straddling_load() {
  %table = alloca [2 x ptr]
  %first = call ptr @malloc(i64 8)
  %second = call ptr @malloc(i64 8)
  %place = getelementptr [2 x ptr], ptr %table, i64 0, i64 1
  store ptr %first, ptr %table
  store ptr %second, ptr %place
  %half = getelementptr i8, ptr %table, i64 4
  %read = load ptr, ptr %half
  store ptr %read, ptr @global
  ret void
}

; &x->f leads to all of x.
; CHECK-LABEL: function address_of_field
; CHECK: %object escapes address_of_field to its result
define ptr @address_of_field() {
  %object = call ptr @malloc(i64 16)
  %field = getelementptr i8, ptr %object, i64 8
  ret ptr %field
}

; Back to the start of the struct (container_of).
; CHECK-LABEL: function container_of
; CHECK: %leaked escapes container_of
; CHECK: %object does not escape container_of
define void @container_of() {
  %leaked = call ptr @malloc(i64 8)
  %object = call ptr @malloc(i64 16)
  store ptr %leaked, ptr %object
  %field = getelementptr i8, ptr %object, i64 8
  %whole = getelementptr i8, ptr %field, i64 -8
  %read = load ptr, ptr %whole
  store ptr %read, ptr @global
  ret void
}
