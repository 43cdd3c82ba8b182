; How large the slot of a run-time size is, where a profile counted the lengths of a
; copy into it (IPVK_MemOPSize: 9 stands for 9 to 15, 17 for 17 to 31 ... 513 for all
; above). Twins: fewer than half fit (keep/sizes-too-large.ll).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare i64 @strlen(ptr)
declare void @look(ptr captures(none)) nofree nocallback
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)

; CHECK-LABEL: function same_number
; CHECK: action: promote to a slot if at most 32 bytes
define void @same_number(ptr %from, i64 %n) {
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %n, i1 false), !prof !0
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; 95 in a hundred are up to 31 bytes long; 94: then more.
; CHECK-LABEL: function nearly_all
; CHECK: action: promote to a slot if at most 32 bytes
define void @nearly_all(i64 %n) {
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memset.p0.i64(ptr %object, i8 1, i64 %n, i1 false), !prof !1
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}
; CHECK-LABEL: function not_nearly_all
; CHECK: action: promote to a slot if at most 512 bytes
define void @not_nearly_all(i64 %n) {
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memset.p0.i64(ptr %object, i8 1, i64 %n, i1 false), !prof !2
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; Lengths that the profile does not name are not covered, nor is the rest of the
; total: no larger slot holds more.
; CHECK-LABEL: function not_named
; CHECK: action: promote to a slot if at most 64 bytes
define void @not_named(i64 %n) {
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memset.p0.i64(ptr %object, i8 1, i64 %n, i1 false), !prof !3
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; The zero at the end of a string: 16 of them are 17, and 17 to 31 at most 32.
; CHECK-LABEL: function string
; CHECK: action: promote to a slot if at most 32 bytes
define void @string(ptr %from) {
  %length = call i64 @strlen(ptr %from)
  %size = add i64 %length, 1
  %object = call ptr @malloc(i64 %size)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %length, i1 false), !prof !4
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}
; CHECK-LABEL: function string_and_zero
; CHECK: action: promote to a slot if at most 16 bytes
define void @string_and_zero(ptr %from) {
  %length = call i64 @strlen(ptr %from)
  %size = add i64 %length, 1
  %object = call ptr @malloc(i64 %size)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %size, i1 false), !prof !4
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}
; A header before the bytes.
; CHECK-LABEL: function header
; CHECK: action: promote to a slot if at most 64 bytes
define void @header(ptr %from, i64 %n) {
  %size = add i64 %n, 40
  %object = call ptr @malloc(i64 %size)
  %bytes = getelementptr i8, ptr %object, i64 40
  call void @llvm.memcpy.p0.p0.i64(ptr %bytes, ptr %from, i64 %n, i1 false), !prof !4
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; PGOMemOPSizeOpt made branches of the frequent lengths: 90 % of 8, 10 % above 512.
; CHECK-LABEL: function frequent_length
; CHECK: action: promote to a slot if at most 16 bytes
define void @frequent_length(ptr %from, i64 %n) !prof !10 {
  %size = add i64 %n, 1
  %object = call ptr @malloc(i64 %size)
  %is_8 = icmp eq i64 %n, 8
  br i1 %is_8, label %eight, label %other, !prof !11
eight:
  %word = load i64, ptr %from
  store i64 %word, ptr %object
  br label %done
other:
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %n, i1 false), !prof !12
  br label %done
done:
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; The same with a switch: 40 % of 4, 20 % of 64; of the rest half above 512.
; CHECK-LABEL: function frequent_lengths
; CHECK: action: promote to a slot if at most 128 bytes
define void @frequent_lengths(ptr %from, i64 %n) !prof !10 {
  %object = call ptr @malloc(i64 %n)
  switch i64 %n, label %other [ i64 4, label %done
                                i64 64, label %done ], !prof !13
other:
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %n, i1 false), !prof !14
  br label %done
done:
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; A branch before the allocation says nothing of it: whoever returns there does not
; allocate.
; CHECK-LABEL: function returned_before
; CHECK: action: kept (SizesTooLarge)
define void @returned_before(ptr %from, i64 %n) !prof !10 {
  %none = icmp eq i64 %n, 0
  br i1 %none, label %out, label %some, !prof !11
some:
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %n, i1 false), !prof !12
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; A profile of another kind, and one that says nothing.
; CHECK-LABEL: function no_sizes
; CHECK: action: promote to a slot if at most 256 bytes
define void @no_sizes(i64 %n) {
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memset.p0.i64(ptr %object, i8 1, i64 %n, i1 false), !prof !5
  call void @llvm.memset.p0.i64(ptr %object, i8 1, i64 %n, i1 false), !prof !6
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

!0 = !{!"VP", i32 1, i64 100, i64 17, i64 100}
!1 = !{!"VP", i32 1, i64 100, i64 17, i64 60, i64 9, i64 35, i64 257, i64 5}
!2 = !{!"VP", i32 1, i64 100, i64 17, i64 60, i64 9, i64 34, i64 257, i64 6}
!3 = !{!"VP", i32 1, i64 100, i64 17, i64 60, i64 64, i64 20}
!4 = !{!"VP", i32 1, i64 100, i64 16, i64 100}
!5 = !{!"VP", i32 0, i64 100, i64 513, i64 100}
!6 = !{!"VP", i32 1, i64 0, i64 8, i64 0}
!10 = !{!"function_entry_count", i64 1000}
!11 = !{!"branch_weights", i32 900, i32 100}
!12 = !{!"VP", i32 1, i64 50, i64 513, i64 50}
!13 = !{!"branch_weights", i32 400, i32 400, i32 200}
!14 = !{!"VP", i32 1, i64 100, i64 513, i64 50, i64 65, i64 50}
