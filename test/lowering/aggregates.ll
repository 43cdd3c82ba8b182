; Each pointer in an aggregate has a location of its own; with too many of them
; (more than 16 scalars) one stands for all. A returned aggregate has a result a
; pointer.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)

; CHECK-LABEL: function extract_one
; CHECK: %leaked escapes extract_one
; CHECK: %local does not escape extract_one
define void @extract_one() {
  %leaked = call ptr @malloc(i64 8)
  %local = call ptr @malloc(i64 8)
  %one = insertvalue { ptr, ptr } poison, ptr %leaked, 0
  %both = insertvalue { ptr, ptr } %one, ptr %local, 1
  %first = extractvalue { ptr, ptr } %both, 0
  store ptr %first, ptr @global
  ret void
}

; CHECK-LABEL: function nested_aggregate
; CHECK: %leaked escapes nested_aggregate
; CHECK: %local does not escape nested_aggregate
define void @nested_aggregate() {
  %leaked = call ptr @malloc(i64 8)
  %local = call ptr @malloc(i64 8)
  %one = insertvalue { ptr, { i32, ptr } } poison, ptr %local, 0
  %both = insertvalue { ptr, { i32, ptr } } %one, ptr %leaked, 1, 1
  %inner = extractvalue { ptr, { i32, ptr } } %both, 1
  %second = extractvalue { i32, ptr } %inner, 1
  store ptr %second, ptr @global
  ret void
}

; CHECK-LABEL: function replaced
; CHECK: %first does not escape replaced
; CHECK: %second escapes replaced
define void @replaced() {
  %first = call ptr @malloc(i64 8)
  %second = call ptr @malloc(i64 8)
  %old = insertvalue { ptr, ptr } poison, ptr %first, 0
  %new = insertvalue { ptr, ptr } %old, ptr %second, 0
  %read = extractvalue { ptr, ptr } %new, 0
  store ptr %read, ptr @global
  ret void
}

; CHECK-LABEL: function phi_of_aggregates
; CHECK: %leaked escapes phi_of_aggregates
; CHECK: %local does not escape phi_of_aggregates
define void @phi_of_aggregates(i1 %c) {
entry:
  %leaked = call ptr @malloc(i64 8)
  %local = call ptr @malloc(i64 8)
  %one = insertvalue { ptr, ptr } zeroinitializer, ptr %leaked, 0
  %both = insertvalue { ptr, ptr } %one, ptr %local, 1
  br i1 %c, label %left, label %join

left:
  br label %join

join:
  %pair = phi { ptr, ptr } [ %both, %entry ], [ zeroinitializer, %left ]
  %first = extractvalue { ptr, ptr } %pair, 0
  store ptr %first, ptr @global
  ret void
}

; CHECK-LABEL: function whole_stored
; CHECK: %leaked escapes whole_stored
; CHECK: %local does not escape whole_stored
define void @whole_stored() {
  %cell = alloca { ptr, ptr }
  %leaked = call ptr @malloc(i64 8)
  %local = call ptr @malloc(i64 8)
  %one = insertvalue { ptr, ptr } poison, ptr %local, 0
  %both = insertvalue { ptr, ptr } %one, ptr %leaked, 1
  store { ptr, ptr } %both, ptr %cell
  %place = getelementptr i8, ptr %cell, i64 8
  %read = load ptr, ptr %place
  store ptr %read, ptr @global
  ret void
}

; CHECK-LABEL: function merged
; CHECK: %first escapes merged
; CHECK: %second escapes merged
define void @merged() {
  %first = call ptr @malloc(i64 8)
  %second = call ptr @malloc(i64 8)
  %one = insertvalue [17 x ptr] zeroinitializer, ptr %first, 0
  %both = insertvalue [17 x ptr] %one, ptr %second, 16
  %read = extractvalue [17 x ptr] %both, 3
  store ptr %read, ptr @global
  ret void
}

; CHECK-LABEL: function pair
; CHECK: leaking param: a to result 0 level=0
; CHECK: leaking param: b to result 1 level=0
define { ptr, ptr } @pair(ptr %a, ptr %b) {
  %one = insertvalue { ptr, ptr } poison, ptr %a, 0
  %both = insertvalue { ptr, ptr } %one, ptr %b, 1
  ret { ptr, ptr } %both
}

; CHECK-LABEL: function use_pair
; CHECK: %leaked escapes use_pair
; CHECK: %local does not escape use_pair
define void @use_pair() {
  %leaked = call ptr @malloc(i64 8)
  %local = call ptr @malloc(i64 8)
  %both = call { ptr, ptr } @pair(ptr %leaked, ptr %local)
  %first = extractvalue { ptr, ptr } %both, 0
  store ptr %first, ptr @global
  ret void
}
