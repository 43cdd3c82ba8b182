; The profile counted the lengths of a copy that is as long as the object: fewer than
; half of them fit any slot, so a slot would not pay. Twins: a cap that the profile
; chooses (promote/sized-by-profile.ll); no profile; a bound, so that nothing has to
; be compared.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup;max-object-bytes=64>' -S %s | FileCheck %s --check-prefix=SMALL

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @look(ptr captures(none)) nofree nocallback
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

; SAY-LABEL: function keep
; SAY: action: kept (SizesTooLarge)
; REMARK: %object does not escape keep; %object stays on the heap: by the profile, fewer than half of its sizes fit a slot. To change it: make most of them smaller, or raise max-object-bytes
; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 %n)
define void @keep(ptr %from, i64 %n) {
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %n, i1 false), !prof !0
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote_without_profile
; SAY: action: promote to a slot if at most 256 bytes
; CHECK-LABEL: define void @promote_without_profile(
; CHECK-NEXT: alloca [256 x i8]
define void @promote_without_profile(ptr %from, i64 %n) {
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %n, i1 false)
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; The length is another number.
; CHECK-LABEL: define void @promote_other_length(
; CHECK-NEXT: alloca [256 x i8]
define void @promote_other_length(ptr %from, i64 %n, i64 %length) {
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %length, i1 false), !prof !0
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function promote_bounded
; SAY: action: promote to a slot, drop 1 free{{$}}
; CHECK-LABEL: define void @promote_bounded(
; CHECK-NEXT: %object = alloca [2000 x i8]
define void @promote_bounded(ptr %from, i64 %n) {
  %large = icmp ugt i64 %n, 2000
  br i1 %large, label %out, label %fits
fits:
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %n, i1 false), !prof !0
  call void @look(ptr %object)
  call void @free(ptr %object)
  br label %out
out:
  ret void
}

; 60 % are of 128 bytes: too large where objects of 64 are the largest.
; CHECK-LABEL: define void @promote_most(
; CHECK-NEXT: alloca [128 x i8]
; SMALL-LABEL: define void @promote_most(
; SMALL-NOT: alloca
; SMALL: call ptr @malloc(
define void @promote_most(ptr %from, i64 %n) {
  %object = call ptr @malloc(i64 %n)
  call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr %from, i64 %n, i1 false), !prof !1
  call void @look(ptr %object)
  call void @free(ptr %object)
  ret void
}

; 513 stands for 513 and more.
!0 = !{!"VP", i32 1, i64 1000, i64 513, i64 600, i64 8, i64 400}
!1 = !{!"VP", i32 1, i64 1000, i64 128, i64 600, i64 513, i64 400}
