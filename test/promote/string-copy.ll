; strdup and strndup: the string is counted; where it fits it is copied into the
; slot, or the element, each time. Twin: a copy that cannot be counted
; (keep/duplicate.ll).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

@text = private constant [5 x i8] c"text\00"

declare noalias ptr @strdup(ptr)
declare noalias ptr @strndup(ptr, i64)
declare void @free(ptr)
declare i32 @puts(ptr)

; SAY-LABEL: function counted
; SAY: action: promote to a slot if at most 256 bytes, drop 0 frees, guard 1
; CHECK-LABEL: define void @counted(
; CHECK-NEXT: [[SLOT:%.*]] = alloca [256 x i8], align 16
; CHECK-NEXT: [[LENGTH:%.*]] = call i64 @strlen(ptr %name)
; CHECK-NEXT: [[BYTES:%.*]] = add i64 [[LENGTH]], 1
; CHECK-NEXT: [[LARGE:%.*]] = icmp ugt i64 [[BYTES]], 256
; CHECK: call void @llvm.lifetime.start.p0(ptr [[SLOT]])
; CHECK-NEXT: [[COPIED:%.*]] = sub i64 [[BYTES]], 1
; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr [[SLOT]], ptr %name, i64 [[COPIED]], i1 false)
; CHECK-NEXT: [[END:%.*]] = getelementptr inbounds i8, ptr [[SLOT]], i64 [[COPIED]]
; CHECK-NEXT: store i8 0, ptr [[END]]
; CHECK: call ptr @strdup(ptr %name)
define void @counted(ptr %name) {
  %object = call ptr @strdup(ptr %name)
  call i32 @puts(ptr %object)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @limited(
; CHECK: call i64 @strnlen(ptr %name, i64 %most)
; CHECK: call void @llvm.memcpy
; CHECK: store i8 0
define void @limited(ptr %name, i64 %most) {
  %object = call ptr @strndup(ptr %name, i64 %most)
  call i32 @puts(ptr %object)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function constant
; SAY: action: promote to a slot, drop 1 free
; CHECK-LABEL: define void @constant(
; CHECK-NEXT: %object = alloca [5 x i8], align 16
; CHECK: call void @llvm.memcpy.p0.p0.i64(ptr %object, ptr @text
; CHECK-NOT: @strdup
; CHECK: ret void
define void @constant() {
  %object = call ptr @strdup(ptr @text)
  call i32 @puts(ptr %object)
  call void @free(ptr %object)
  ret void
}

; SAY-LABEL: function alive
; SAY: action: promote to a pool of 16 if at most 256 bytes, drop 0 frees, guard 2
; CHECK-LABEL: define void @alive(
; CHECK: alloca [4096 x i8], align 16
; CHECK: call void @llvm.memcpy
; CHECK: store i8 0
; CHECK: call ptr @strdup(ptr %name)
define void @alive(ptr %name) {
entry:
  br label %loop

loop:
  %last = phi ptr [ null, %entry ], [ %object, %loop ]
  %object = call ptr @strdup(ptr %name)
  call void @free(ptr %last)
  %written = call i32 @puts(ptr %object)
  %more = icmp sgt i32 %written, 0
  br i1 %more, label %loop, label %exit

exit:
  call void @free(ptr %object)
  ret void
}
