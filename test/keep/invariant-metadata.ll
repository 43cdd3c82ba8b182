; A heap block does not exist before its allocation; a slot does, so what was
; true of the block (`!invariant.load`, `!invariant.group`, invariant.start) may
; be false of the slot: InvariantMetadata. Twin: the same load without it.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks-missed=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare ptr @llvm.launder.invariant.group.p0(ptr)
declare ptr @llvm.strip.invariant.group.p0(ptr)
declare ptr @llvm.invariant.start.p0(i64, ptr captures(none))

; SAY-LABEL: function keep_load
; SAY: action: kept (InvariantMetadata)
; REMARK: %object does not escape keep_load; %object stays on the heap: an access claims that its contents never change: load{{$}}
; CHECK-LABEL: define i32 @keep_load(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define i32 @keep_load(i32 %value) {
  %object = call ptr @malloc(i64 16)
  store i32 %value, ptr %object
  %read = load i32, ptr %object, !invariant.load !0
  call void @free(ptr %object)
  ret i32 %read
}

; SAY-LABEL: function keep_group
; SAY: action: kept (InvariantMetadata)
define i32 @keep_group(i32 %value) {
  %object = call ptr @malloc(i64 16)
  store i32 %value, ptr %object, !invariant.group !0
  %read = load i32, ptr %object, !invariant.group !0
  call void @free(ptr %object)
  ret i32 %read
}

; SAY-LABEL: function keep_launder
; SAY: action: kept (InvariantMetadata)
define i32 @keep_launder(i32 %value) {
  %object = call ptr @malloc(i64 16)
  %again = call ptr @llvm.launder.invariant.group.p0(ptr %object)
  %plain = call ptr @llvm.strip.invariant.group.p0(ptr %again)
  %read = load i32, ptr %plain
  call void @free(ptr %object)
  ret i32 %read
}

; SAY-LABEL: function keep_start
; SAY: action: kept (InvariantMetadata)
define i32 @keep_start(i32 %value) {
  %object = call ptr @malloc(i64 16)
  store i32 %value, ptr %object
  %token = call ptr @llvm.invariant.start.p0(i64 4, ptr %object)
  %read = load i32, ptr %object
  call void @free(ptr %object)
  ret i32 %read
}

; SAY-LABEL: function promote
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define i32 @promote(
; CHECK-NEXT: alloca [16 x i8], align 16
define i32 @promote(i32 %value) {
  %object = call ptr @malloc(i64 16)
  store i32 %value, ptr %object
  %read = load i32, ptr %object
  call void @free(ptr %object)
  ret i32 %read
}

!0 = !{}
