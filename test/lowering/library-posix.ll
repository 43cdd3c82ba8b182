; What LibraryModels.def knows beyond TargetLibraryInfo, a letter each: what is
; kept, freed, led to by results, called back.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes='escape<certify>' -disable-output %s

@sink = global ptr null
@format = private constant [4 x i8] c"%ms\00"
declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i64 @strtol(ptr, ptr, i32)
declare ptr @strtok_r(ptr, ptr, ptr)
declare ptr @strtok(ptr, ptr)
declare ptr @strsep(ptr, ptr)
declare i64 @getline(ptr, ptr, ptr)
declare i32 @setvbuf(ptr, ptr, i32, i64)
declare i32 @sscanf(ptr, ptr, ...)
declare i64 @read(i32, ptr, i64)
declare i64 @write(i32, ptr, i64)
declare i32 @fclose(ptr)
declare ptr @getenv(ptr)
declare i64 @time(ptr)
declare void @qsort(ptr, i64, i64, ptr)
declare void @qsort_r(ptr, i64, i64, ptr, ptr)
declare ptr @bsearch(ptr, ptr, i64, i64, ptr)
declare void @_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(i1, ptr, ptr, ptr)
declare ptr @_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(ptr)
declare void @_ZNSt8__detail15_List_node_base7_M_hookEPS0_(ptr, ptr)
declare i64 @_ZNKSt8__detail20_Prime_rehash_policy11_M_next_bktEm(ptr, i64)

;===-- Pointers into arguments -------------------------------------------===;

; CHECK-LABEL: function promote_strtol
; CHECK: action: promote to a slot
define i64 @promote_strtol() {
  %end = alloca ptr
  %p = call ptr @malloc(i64 16)
  %n = call i64 @strtol(ptr %p, ptr %end, i32 10)
  ret i64 %n
}

; CHECK-LABEL: function keep_end_of_strtol
; CHECK: %p escapes keep_end_of_strtol
define void @keep_end_of_strtol() {
  %end = alloca ptr
  %p = call ptr @malloc(i64 16)
  %n = call i64 @strtol(ptr %p, ptr %end, i32 10)
  %q = load ptr, ptr %end
  store ptr %q, ptr @sink
  ret void
}

; CHECK-LABEL: function promote_strtok_r
; CHECK: action: promote to a slot
define void @promote_strtok_r() {
  %state = alloca ptr
  %p = call ptr @malloc(i64 16)
  %q = call ptr @strtok_r(ptr %p, ptr @format, ptr %state)
  ret void
}

; The second call gets its text from the state.
; CHECK-LABEL: function keep_second_token
; CHECK: %p escapes keep_second_token
define void @keep_second_token() {
  %state = alloca ptr
  %p = call ptr @malloc(i64 16)
  %q = call ptr @strtok_r(ptr %p, ptr @format, ptr %state)
  %r = call ptr @strtok_r(ptr null, ptr @format, ptr %state)
  store ptr %r, ptr @sink
  ret void
}

; strtok keeps its text.
; CHECK-LABEL: function keep_strtok
; CHECK: %p escapes keep_strtok
define void @keep_strtok() {
  %p = call ptr @malloc(i64 16)
  %q = call ptr @strtok(ptr %p, ptr @format)
  ret void
}

; CHECK-LABEL: function keep_strsep
; CHECK: %p escapes keep_strsep
; CHECK: %r does not escape keep_strsep
define void @keep_strsep() {
  %text = alloca ptr
  %other = alloca ptr
  %p = call ptr @malloc(i64 16)
  %r = call ptr @malloc(i64 16)
  store ptr %p, ptr %text
  store ptr %r, ptr %other
  %q = call ptr @strsep(ptr %text, ptr @format)
  store ptr %q, ptr @sink
  %s = call ptr @strsep(ptr %other, ptr @format)
  ret void
}

;===-- Kept, freed, written ----------------------------------------------===;

; CHECK-LABEL: function keep_buffer_of_file
; CHECK: %p escapes keep_buffer_of_file
define void @keep_buffer_of_file(ptr %file) {
  %p = call ptr @malloc(i64 512)
  %set = call i32 @setvbuf(ptr %file, ptr %p, i32 0, i64 512)
  ret void
}

; getline may free the buffer, and allocate another.
; CHECK-LABEL: function keep_getline
; CHECK: %p escapes keep_getline
; CHECK: %size does not escape keep_getline
define void @keep_getline(ptr %file) {
  %buffer = alloca ptr
  %p = call ptr @malloc(i64 16)
  %size = call ptr @malloc(i64 8)
  store ptr %p, ptr %buffer
  %n = call i64 @getline(ptr %buffer, ptr %size, ptr %file)
  ret void
}

; CHECK-LABEL: function keep_closed
; CHECK: action: kept (FreedInCall)
define void @keep_closed() {
  %p = call ptr @malloc(i64 16)
  %n = call i32 @fclose(ptr %p)
  ret void
}

; CHECK-LABEL: function promote_read
; CHECK: action: promote to a slot
define void @promote_read() {
  %p = call ptr @malloc(i64 16)
  %n = call i64 @read(i32 0, ptr %p, i64 16)
  ret void
}

; Pointers in what is written go outside.
; CHECK-LABEL: function keep_written
; CHECK: %p escapes keep_written
; CHECK: %q does not escape keep_written
define void @keep_written() {
  %p = call ptr @malloc(i64 16)
  %q = call ptr @malloc(i64 16)
  store ptr %p, ptr %q
  %n = call i64 @write(i32 1, ptr %q, i64 16)
  ret void
}

; sscanf with %m allocates: what it stores is from outside.
; CHECK-LABEL: function keep_stored_in_scanned
; CHECK: %p escapes keep_stored_in_scanned
; CHECK: %q does not escape keep_stored_in_scanned
define void @keep_stored_in_scanned() {
  %p = call ptr @malloc(i64 16)
  %q = call ptr @malloc(i64 16)
  %n = call i32 (ptr, ptr, ...) @sscanf(ptr @format, ptr @format, ptr %q)
  %r = load ptr, ptr %q
  store ptr %p, ptr %r
  ret void
}

; What getenv returns is no argument.
; CHECK-LABEL: function keep_stored_in_environment
; CHECK: %p escapes keep_stored_in_environment
define void @keep_stored_in_environment() {
  %p = call ptr @malloc(i64 16)
  %q = call ptr @getenv(ptr @format)
  store ptr %p, ptr %q
  ret void
}

; It calls nobody back: the larger frame.
; CHECK-LABEL: function promote_beside_time
; CHECK: action: promote to a slot
define void @promote_beside_time() {
  %p = call ptr @malloc(i64 1000)
  %n = call i64 @time(ptr %p)
  ret void
}

;===-- Callbacks ---------------------------------------------------------===;

define internal i32 @compares(ptr %a, ptr %b) {
  %x = load i8, ptr %a
  %y = load i8, ptr %b
  %z = sub i8 %x, %y
  %w = sext i8 %z to i32
  ret i32 %w
}
define internal i32 @gathers(ptr %a, ptr %b) {
  store ptr %a, ptr @sink
  ret i32 0
}
define internal i32 @gathers_content(ptr %a, ptr %b) {
  %c = load ptr, ptr %a
  store ptr %c, ptr @sink
  ret i32 0
}
define internal i32 @with_context(ptr %a, ptr %b, ptr %context) {
  store i32 1, ptr %context
  ret i32 0
}
define internal i32 @gathers_context(ptr %a, ptr %b, ptr %context) {
  store ptr %context, ptr @sink
  ret i32 0
}

; CHECK-LABEL: function promote_sorted
; CHECK: action: promote to a slot, drop 1 free
define void @promote_sorted() {
  %p = call ptr @malloc(i64 16)
  call void @qsort(ptr %p, i64 4, i64 4, ptr @compares)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function keep_sorted
; CHECK: %p escapes keep_sorted
define void @keep_sorted() {
  %p = call ptr @malloc(i64 16)
  call void @qsort(ptr %p, i64 4, i64 4, ptr @gathers)
  ret void
}

; CHECK-LABEL: function keep_sorted_by_unknown
; CHECK: %p escapes keep_sorted_by_unknown
define void @keep_sorted_by_unknown(ptr %f) {
  %p = call ptr @malloc(i64 16)
  call void @qsort(ptr %p, i64 4, i64 4, ptr %f)
  ret void
}

; The comparison sees elements, and what they point to.
; CHECK-LABEL: function keep_element
; CHECK: %p escapes keep_element
; CHECK: %q does not escape keep_element
define void @keep_element() {
  %p = call ptr @malloc(i64 16)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %q, i64 8
  store ptr %p, ptr %second
  call void @qsort(ptr %q, i64 2, i64 8, ptr @gathers_content)
  ret void
}

; Elements move.
; CHECK-LABEL: function keep_moved
; CHECK: %p escapes keep_moved
define void @keep_moved() {
  %p = call ptr @malloc(i64 16)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %q, i64 8
  store ptr null, ptr %q
  store ptr %p, ptr %second
  call void @qsort(ptr %q, i64 2, i64 8, ptr @compares)
  %first = load ptr, ptr %q
  store ptr %first, ptr @sink
  ret void
}

; CHECK-LABEL: function promote_context
; CHECK: %p does not escape promote_context
; CHECK: %c does not escape promote_context
define void @promote_context() {
  %p = call ptr @malloc(i64 16)
  %c = call ptr @malloc(i64 16)
  call void @qsort_r(ptr %p, i64 2, i64 8, ptr @with_context, ptr %c)
  ret void
}

; CHECK-LABEL: function keep_context
; CHECK: %p does not escape keep_context
; CHECK: %c escapes keep_context
define void @keep_context() {
  %p = call ptr @malloc(i64 16)
  %c = call ptr @malloc(i64 16)
  call void @qsort_r(ptr %p, i64 2, i64 8, ptr @gathers_context, ptr %c)
  ret void
}

; The key is the first argument of the comparison, the result an element.
; CHECK-LABEL: function keep_found
; CHECK: %key escapes keep_found
; CHECK: %array escapes keep_found
define void @keep_found() {
  %key = call ptr @malloc(i64 16)
  %array = call ptr @malloc(i64 16)
  %found = call ptr @bsearch(ptr %key, ptr %array, i64 2, i64 8, ptr @gathers)
  store ptr %found, ptr @sink
  ret void
}

; CHECK-LABEL: function promote_searched
; CHECK: %key does not escape promote_searched
; CHECK: %array does not escape promote_searched
define void @promote_searched() {
  %key = call ptr @malloc(i64 16)
  %array = call ptr @malloc(i64 16)
  %found = call ptr @bsearch(ptr %key, ptr %array, i64 2, i64 8, ptr @compares)
  ret void
}

;===-- C++ ---------------------------------------------------------------===;

; CHECK-LABEL: function promote_tree
; CHECK: %node does not escape promote_tree
define void @promote_tree() {
  %tree = alloca [48 x i8]
  %header = getelementptr i8, ptr %tree, i64 8
  %root = getelementptr i8, ptr %header, i64 8
  store ptr null, ptr %root
  %node = call ptr @malloc(i64 40)
  call void @_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(i1 true, ptr %node, ptr %header, ptr %header)
  ret void
}

; A node is reached from the header, and from another node.
; CHECK-LABEL: function keep_node
; CHECK: %node escapes keep_node
; CHECK: %other escapes keep_node
define void @keep_node() {
  %tree = alloca [48 x i8]
  %header = getelementptr i8, ptr %tree, i64 8
  %left = getelementptr i8, ptr %header, i64 16
  %node = call ptr @malloc(i64 40)
  %other = call ptr @malloc(i64 40)
  call void @_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(i1 true, ptr %node, ptr %header, ptr %header)
  call void @_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(i1 true, ptr %other, ptr %node, ptr %header)
  %first = load ptr, ptr %left
  %next = call ptr @_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(ptr %first)
  store ptr %next, ptr @sink
  ret void
}

; CHECK-LABEL: function keep_hooked
; CHECK: %node escapes keep_hooked
; CHECK: %local does not escape keep_hooked
define void @keep_hooked() {
  %list = alloca [24 x i8]
  %mine = alloca [24 x i8]
  %node = call ptr @malloc(i64 24)
  %local = call ptr @malloc(i64 24)
  call void @_ZNSt8__detail15_List_node_base7_M_hookEPS0_(ptr %node, ptr %list)
  call void @_ZNSt8__detail15_List_node_base7_M_hookEPS0_(ptr %local, ptr %mine)
  %first = load ptr, ptr %list
  store ptr %first, ptr @sink
  ret void
}

; A hash table's policy is a part of it: the rest of it is left alone.
; CHECK-LABEL: function promote_beside_policy
; CHECK: %p does not escape promote_beside_policy
define void @promote_beside_policy() {
  %table = alloca [56 x i8]
  %policy = getelementptr i8, ptr %table, i64 32
  %p = call ptr @malloc(i64 16)
  %q = call ptr @malloc(i64 16)
  store ptr %q, ptr %table
  %n = call i64 @_ZNKSt8__detail20_Prime_rehash_policy11_M_next_bktEm(ptr %policy, i64 7)
  %buckets = load ptr, ptr %table
  store ptr %p, ptr %buckets
  ret void
}
