; The lanes of a vector of pointers merge; gather, scatter and masked accesses of
; pointers are external.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)
declare <2 x i32> @llvm.masked.gather.v2i32.v2p0(<2 x ptr>, i32, <2 x i1>, <2 x i32>)
declare void @llvm.masked.store.v2p0.p0(<2 x ptr>, ptr, i32, <2 x i1>)
declare <2 x ptr> @llvm.masked.load.v2p0.p0(ptr, i32, <2 x i1>, <2 x ptr>)
declare <4 x i32> @llvm.masked.load.v4i32.p0(ptr, i32, <4 x i1>, <4 x i32>)

; CHECK-LABEL: function extract_lane
; CHECK: %first escapes extract_lane
; CHECK: %second escapes extract_lane
define void @extract_lane() {
  %first = call ptr @malloc(i64 8)
  %second = call ptr @malloc(i64 8)
  %one = insertelement <2 x ptr> poison, ptr %first, i64 0
  %both = insertelement <2 x ptr> %one, ptr %second, i64 1
  %lane = extractelement <2 x ptr> %both, i64 0
  store ptr %lane, ptr @global
  ret void
}

; CHECK-LABEL: function shuffled
; CHECK: %first escapes shuffled
define void @shuffled() {
  %first = call ptr @malloc(i64 8)
  %one = insertelement <2 x ptr> poison, ptr %first, i64 0
  %all = shufflevector <2 x ptr> %one, <2 x ptr> poison, <2 x i32> zeroinitializer
  store <2 x ptr> %all, ptr @global
  ret void
}

; CHECK-LABEL: function stored_and_read_back
; CHECK: %first escapes stored_and_read_back
; CHECK: %second escapes stored_and_read_back
define void @stored_and_read_back() {
  %cell = alloca <2 x ptr>
  %first = call ptr @malloc(i64 8)
  %second = call ptr @malloc(i64 8)
  %one = insertelement <2 x ptr> poison, ptr %first, i64 0
  %both = insertelement <2 x ptr> %one, ptr %second, i64 1
  store <2 x ptr> %both, ptr %cell
  %place = getelementptr i8, ptr %cell, i64 8
  %read = load ptr, ptr %place
  store ptr %read, ptr @global
  ret void
}

; Two pointers read as one vector.
; CHECK-LABEL: function two_fields_as_vector
; CHECK: %first escapes two_fields_as_vector
; CHECK: %second escapes two_fields_as_vector
define void @two_fields_as_vector() {
  %cell = alloca { ptr, ptr }
  %first = call ptr @malloc(i64 8)
  %second = call ptr @malloc(i64 8)
  %place = getelementptr i8, ptr %cell, i64 8
  store ptr %first, ptr %cell
  store ptr %second, ptr %place
  %both = load <2 x ptr>, ptr %cell
  store <2 x ptr> %both, ptr @global
  ret void
}

; CHECK-LABEL: function gathered
; CHECK: %p escapes gathered
define <2 x i32> @gathered() {
  %p = call ptr @malloc(i64 8)
  %one = insertelement <2 x ptr> poison, ptr %p, i64 0
  %both = insertelement <2 x ptr> %one, ptr %p, i64 1
  %values = call <2 x i32> @llvm.masked.gather.v2i32.v2p0(<2 x ptr> %both, i32 4, <2 x i1> <i1 true, i1 true>, <2 x i32> poison)
  ret <2 x i32> %values
}

; CHECK-LABEL: function masked_store_of_pointers
; CHECK: %p escapes masked_store_of_pointers
define void @masked_store_of_pointers(<2 x i1> %mask) {
  %cell = alloca <2 x ptr>
  %p = call ptr @malloc(i64 8)
  %one = insertelement <2 x ptr> poison, ptr %p, i64 0
  call void @llvm.masked.store.v2p0.p0(<2 x ptr> %one, ptr %cell, i32 16, <2 x i1> %mask)
  ret void
}

; CHECK-LABEL: function masked_load_of_pointers
; CHECK: %p escapes masked_load_of_pointers
define void @masked_load_of_pointers(<2 x i1> %mask) {
  %cell = alloca <2 x ptr>
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %cell
  %read = call <2 x ptr> @llvm.masked.load.v2p0.p0(ptr %cell, i32 16, <2 x i1> %mask, <2 x ptr> zeroinitializer)
  store <2 x ptr> %read, ptr @global
  ret void
}

; Of numbers, the object itself does not leave.
; CHECK-LABEL: function masked_load_of_numbers
; CHECK: %p does not escape masked_load_of_numbers
; CHECK-NEXT: action: promote to a slot
define <4 x i32> @masked_load_of_numbers(<4 x i1> %mask) {
  %p = call ptr @malloc(i64 16)
  %read = call <4 x i32> @llvm.masked.load.v4i32.p0(ptr %p, i32 16, <4 x i1> %mask, <4 x i32> zeroinitializer)
  ret <4 x i32> %read
}

; CHECK-LABEL: function vector_of_addresses
; CHECK: %p does not escape vector_of_addresses
define void @vector_of_addresses(<2 x i64> %indices) {
  %p = call ptr @malloc(i64 16)
  %places = getelementptr i8, ptr %p, <2 x i64> %indices
  %one = extractelement <2 x ptr> %places, i64 0
  store i8 1, ptr %one
  ret void
}
