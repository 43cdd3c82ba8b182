; 30. `s = {x, y}; g = s.a`: x escapes, y does not (beyond Go). 31. `u[0] = x;
; u[1] = y; return u[0]`: y does not. 32. `u[i]` with a variable index: both do.
; 33. `*(char **)((char *)s + 8)`: the same as the field.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@g = global ptr null
declare noalias ptr @malloc(i64)

; CHECK-LABEL: function field
; CHECK: %x escapes field
; CHECK: %y does not escape field
; CHECK: action: promote to a slot
define void @field() {
  %s = alloca { ptr, ptr }
  %x = call ptr @malloc(i64 8)
  %y = call ptr @malloc(i64 8)
  %b = getelementptr { ptr, ptr }, ptr %s, i32 0, i32 1
  store ptr %x, ptr %s
  store ptr %y, ptr %b
  %read = load ptr, ptr %s
  store ptr %read, ptr @g
  ret void
}

; CHECK-LABEL: function element
; CHECK: %x escapes element to its result
; CHECK: %y does not escape element
; CHECK: action: promote to a slot
define ptr @element() {
  %u = alloca [2 x ptr]
  %x = call ptr @malloc(i64 8)
  %y = call ptr @malloc(i64 8)
  %second = getelementptr [2 x ptr], ptr %u, i64 0, i64 1
  store ptr %x, ptr %u
  store ptr %y, ptr %second
  %read = load ptr, ptr %u
  ret ptr %read
}

; CHECK-LABEL: function variable_index
; CHECK: %x escapes variable_index
; CHECK: %y escapes variable_index
define ptr @variable_index(i64 %i) {
  %u = alloca [2 x ptr]
  %x = call ptr @malloc(i64 8)
  %y = call ptr @malloc(i64 8)
  %second = getelementptr [2 x ptr], ptr %u, i64 0, i64 1
  store ptr %x, ptr %u
  store ptr %y, ptr %second
  %any = getelementptr [2 x ptr], ptr %u, i64 0, i64 %i
  %read = load ptr, ptr %any
  ret ptr %read
}

; CHECK-LABEL: function as_bytes
; CHECK: %x does not escape as_bytes
; CHECK: %y escapes as_bytes
define void @as_bytes() {
  %s = alloca { ptr, ptr }
  %x = call ptr @malloc(i64 8)
  %y = call ptr @malloc(i64 8)
  %b = getelementptr { ptr, ptr }, ptr %s, i32 0, i32 1
  store ptr %x, ptr %s
  store ptr %y, ptr %b
  %bytes = getelementptr i8, ptr %s, i64 8
  %read = load ptr, ptr %bytes
  store ptr %read, ptr @g
  ret void
}
