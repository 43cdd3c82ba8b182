; A callee calls through a table to which an object of its caller points
; (virtual functions, `struct ops`): what it runs is the entry it reads, not all
; that the table holds.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

; The entries have several types, and one of them keeps what it is given.
@table = internal constant { [5 x ptr] } { [5 x ptr] [ptr null, ptr null, ptr @counts, ptr @keeps, ptr @adds] }
@other = internal constant { [5 x ptr] } { [5 x ptr] [ptr null, ptr null, ptr @keeps, ptr @keeps, ptr @adds] }
@sink = internal global ptr null
declare ptr @malloc(i64)

define internal i32 @counts(ptr %this) noinline {
  %field = getelementptr i8, ptr %this, i64 8
  %n = load i32, ptr %field
  ret i32 %n
}
define internal i32 @keeps(ptr %this) noinline {
  store ptr %this, ptr @sink
  ret i32 0
}
define internal void @adds(ptr %this, i32 %n) noinline {
  %field = getelementptr i8, ptr %this, i64 8
  store i32 %n, ptr %field
  ret void
}

define internal i32 @first_entry(ptr %object) noinline {
  %entries = load ptr, ptr %object
  %function = load ptr, ptr %entries
  %n = call i32 %function(ptr %object)
  ret i32 %n
}
define internal void @third_entry(ptr %object) noinline {
  %entries = load ptr, ptr %object
  %place = getelementptr i8, ptr %entries, i64 16
  %function = load ptr, ptr %place
  call void %function(ptr %object, i32 1)
  ret void
}
define internal i32 @second_entry(ptr %object) noinline {
  %entries = load ptr, ptr %object
  %place = getelementptr i8, ptr %entries, i64 8
  %function = load ptr, ptr %place
  %n = call i32 %function(ptr %object)
  ret i32 %n
}

; CHECK-LABEL: function promote_entries
; CHECK: %p does not escape promote_entries
; CHECK-NEXT: action: promote to a slot
define void @promote_entries() {
  %p = call ptr @malloc(i64 16)
  store ptr getelementptr (i8, ptr @table, i64 16), ptr %p
  %n = call i32 @first_entry(ptr %p)
  call void @third_entry(ptr %p)
  ret void
}
; CHECK-LABEL: function keep_entry
; CHECK: %p escapes keep_entry
define void @keep_entry() {
  %p = call ptr @malloc(i64 16)
  store ptr getelementptr (i8, ptr @table, i64 16), ptr %p
  %n = call i32 @second_entry(ptr %p)
  ret void
}

; Handed on twice.
define internal void @between(ptr %object) noinline {
  call void @third_entry(ptr %object)
  ret void
}
; CHECK-LABEL: function promote_between
; CHECK: %p does not escape promote_between
; CHECK-NEXT: action: promote to a slot
define void @promote_between() {
  %p = call ptr @malloc(i64 16)
  store ptr getelementptr (i8, ptr @table, i64 16), ptr %p
  call void @between(ptr %p)
  ret void
}

; One of two tables.
; CHECK-LABEL: function keep_one_of_two
; CHECK: %p escapes keep_one_of_two
define void @keep_one_of_two(i1 %c) {
  %p = call ptr @malloc(i64 16)
  %chosen = select i1 %c, ptr getelementptr (i8, ptr @table, i64 16), ptr getelementptr (i8, ptr @other, i64 16)
  store ptr %chosen, ptr %p
  %n = call i32 @first_entry(ptr %p)
  ret void
}

; A callee gives the object another table.
define internal i32 @exchanges(ptr %object) noinline {
  store ptr getelementptr (i8, ptr @other, i64 16), ptr %object
  %n = call i32 @first_entry(ptr %object)
  ret i32 %n
}
; CHECK-LABEL: function keep_exchanged
; CHECK: %p escapes keep_exchanged
define void @keep_exchanged() {
  %p = call ptr @malloc(i64 16)
  store ptr getelementptr (i8, ptr @table, i64 16), ptr %p
  %n = call i32 @exchanges(ptr %p)
  ret void
}

; It gives another parameter a table, which may be the same object.
define internal i32 @exchanges_alias(ptr %object, ptr %alias) noinline {
  store ptr getelementptr (i8, ptr @other, i64 16), ptr %alias
  %entries = load ptr, ptr %object
  %function = load ptr, ptr %entries
  %n = call i32 %function(ptr %object)
  ret i32 %n
}
; CHECK-LABEL: function keep_alias
; CHECK: %p escapes keep_alias
define void @keep_alias() {
  %p = call ptr @malloc(i64 16)
  store ptr getelementptr (i8, ptr @table, i64 16), ptr %p
  %n = call i32 @exchanges_alias(ptr %p, ptr %p)
  ret void
}

; The table is not constant: a callee writes an entry through the object.
define internal void @writes_entry(ptr %object) noinline {
  %entries = load ptr, ptr %object
  store ptr @keeps, ptr %entries
  ret void
}
; CHECK-LABEL: function keep_written_entry
; CHECK: %p: malloc
; CHECK: %p escapes keep_written_entry
define void @keep_written_entry() {
  %own = alloca [3 x ptr]
  store ptr @counts, ptr %own
  %p = call ptr @malloc(i64 16)
  store ptr %own, ptr %p
  call void @writes_entry(ptr %p)
  %n = call i32 @first_entry(ptr %p)
  ret void
}

; Which entry is not known: it may be any.
define internal i32 @some_entry(ptr %object, i64 %i) noinline {
  %entries = load ptr, ptr %object
  %place = getelementptr ptr, ptr %entries, i64 %i
  %function = load ptr, ptr %place
  %n = call i32 %function(ptr %object)
  ret i32 %n
}
; CHECK-LABEL: function keep_some_entry
; CHECK: %p escapes keep_some_entry
define void @keep_some_entry(i64 %i) {
  %p = call ptr @malloc(i64 16)
  store ptr getelementptr (i8, ptr @table, i64 16), ptr %p
  %n = call i32 @some_entry(ptr %p, i64 %i)
  ret void
}

; Read from the table, or given directly: both.
define internal i32 @entry_or_argument(ptr %object, ptr %function, i1 %c) noinline {
  %entries = load ptr, ptr %object
  %entry = load ptr, ptr %entries
  %chosen = select i1 %c, ptr %entry, ptr %function
  %n = call i32 %chosen(ptr %object)
  ret i32 %n
}
; CHECK-LABEL: function keep_argument
; CHECK: %p escapes keep_argument
define void @keep_argument(i1 %c) {
  %p = call ptr @malloc(i64 16)
  store ptr getelementptr (i8, ptr @table, i64 16), ptr %p
  %n = call i32 @entry_or_argument(ptr %p, ptr @keeps, i1 %c)
  ret void
}
