; Several instances of a site are alive at once: an array in the frame, a list of
; its free elements and the number of bytes handed out; what it has no room for
; is on the heap. A free of an element puts it back. Twins: instances that end
; before the next is made have a slot (keep/in-loop.ll), and those that outlive
; the frame, or that another function frees, stay (execution/pool-kept.c).
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SAY
; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -S -o %t.ll %s 2>&1 | FileCheck %s --check-prefix=REMARK
; RUN: FileCheck %s < %t.ll
; RUN: %opt -passes='escape<no-cleanup>,escape<no-cleanup>' -pass-remarks=.* -pass-remarks-missed=.* -S -o %t.twice.ll %s 2>&1 | FileCheck %s --check-prefix=ONCE
; RUN: cmp %t.ll %t.twice.ll

declare noalias ptr @malloc(i64)
declare noalias ptr @calloc(i64, i64)
declare void @free(ptr)
declare void @use(ptr captures(none)) nofree nocallback
declare i1 @again() nocallback
declare noalias ptr @_Znwm(i64) allocsize(0)
declare void @_ZdlPv(ptr)
declare i64 @llvm.objectsize.i64.p0(ptr, i1, i1, i1)
declare i32 @__gxx_personality_v0(...)

; ONCE-COUNT-11: remark
; ONCE-NOT: remark

; The list is asked first; then what was never handed out.
; SAY-LABEL: function previous
; SAY: verdict: %object does not escape previous
; SAY-NEXT: action: promote to a pool of 128, drop 0 frees, guard 2
; REMARK: moved to stack: %object (24 bytes, pool of 128; 2 frees guarded)
; CHECK-LABEL: define void @previous(
; CHECK-NEXT: entry:
; CHECK-NEXT: [[POOL:%.*]] = alloca [4096 x i8], align 16
; CHECK-NEXT: [[USED:%.*]] = alloca i64, align 8
; CHECK-NEXT: [[LIST:%.*]] = alloca ptr, align 8
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr [[POOL]])
; CHECK-NEXT: store i64 0, ptr [[USED]]
; CHECK-NEXT: store ptr null, ptr [[LIST]]
; CHECK: loop:
; CHECK-NEXT: %last = phi ptr
; CHECK-NEXT: [[FIRST:%.*]] = load ptr, ptr [[LIST]]
; CHECK-NEXT: [[NONE:%.*]] = icmp eq ptr [[FIRST]], null
; CHECK-NEXT: br i1 [[NONE]], label %[[FRESH:.*]], label %[[POP:.*]]
; CHECK: [[POP]]:
; CHECK-NEXT: [[NEXT:%.*]] = load ptr, ptr [[FIRST]]
; CHECK-NEXT: store ptr [[NEXT]], ptr [[LIST]]
; CHECK-NEXT: br label %[[FOUND:.*]]
; CHECK: [[FRESH]]:
; CHECK-NEXT: [[BYTES:%.*]] = load i64, ptr [[USED]]
; CHECK-NEXT: [[FULL:%.*]] = icmp eq i64 [[BYTES]], 4096
; CHECK-NEXT: br i1 [[FULL]], label %[[HEAP:.*]], label %[[BUMP:.*]], !prof
; CHECK: [[BUMP]]:
; CHECK-NEXT: [[TOP:%.*]] = getelementptr inbounds i8, ptr [[POOL]], i64 [[BYTES]]
; CHECK-NEXT: [[MORE:%.*]] = add nuw i64 [[BYTES]], 32
; CHECK-NEXT: store i64 [[MORE]], ptr [[USED]]
; CHECK-NEXT: br label %[[FOUND]]
; CHECK: [[FOUND]]:
; CHECK-NEXT: [[ELEMENT:%.*]] = phi ptr [ [[FIRST]], %[[POP]] ], [ [[TOP]], %[[BUMP]] ]
; CHECK-NEXT: br label %[[DONE:.*]]
; CHECK: [[HEAP]]:
; CHECK-NEXT: [[BLOCK:%.*]] = call ptr @malloc(i64 24)
; CHECK-NEXT: br label %[[DONE]]
; CHECK: [[DONE]]:
; CHECK-NEXT: %object = phi ptr [ [[ELEMENT]], %[[FOUND]] ], [ [[BLOCK]], %[[HEAP]] ]
; CHECK: [[FREED:%.*]] = {{ptrtoaddr|ptrtoint}} ptr %last to i64
; CHECK-NEXT: [[START:%.*]] = {{ptrtoaddr|ptrtoint}} ptr [[POOL]] to i64
; CHECK-NEXT: [[DISTANCE:%.*]] = sub i64 [[FREED]], [[START]]
; CHECK-NEXT: [[OTHER:%.*]] = icmp uge i64 [[DISTANCE]], 4096
; CHECK-NEXT: br i1 [[OTHER]], label %[[FREE:.*]], label %[[PUSH:.*]], !prof
; CHECK: [[PUSH]]:
; CHECK-NEXT: call void asm sideeffect "", "r"(ptr captures(none) %last) [[BARRIER:#[0-9]+]]
; CHECK-NEXT: [[OLD:%.*]] = load ptr, ptr [[LIST]]
; CHECK-NEXT: store ptr [[OLD]], ptr %last
; CHECK-NEXT: store ptr %last, ptr [[LIST]]
; CHECK: [[FREE]]:
; CHECK-NEXT: call void @free(ptr %last)
; CHECK: call void @free(ptr %object)
; CHECK: call void @llvm.lifetime.end.p0(ptr [[POOL]])
; CHECK-NEXT: ret void
define void @previous() {
entry:
  br label %loop

loop:
  %last = phi ptr [ null, %entry ], [ %object, %loop ]
  %object = call ptr @malloc(i64 24)
  call void @use(ptr %object)
  call void @free(ptr %last)
  %more = call i1 @again()
  br i1 %more, label %loop, label %exit

exit:
  call void @free(ptr %object)
  ret void
}

; Nothing comes back: no list, and what overflows is leaked as before.
; SAY-LABEL: function never_freed
; SAY: action: promote to a pool of 256, drop 0 frees{{$}}
; CHECK-LABEL: define void @never_freed(
; CHECK-NEXT: entry:
; CHECK-NEXT: [[POOL:%.*]] = alloca [4096 x i8], align 16
; CHECK-NEXT: [[USED:%.*]] = alloca i64, align 8
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr [[POOL]])
; CHECK-NOT: asm
; CHECK: call ptr @malloc(i64 16) [[OVERFLOW:#[0-9]+]]
; CHECK-NOT: asm
; CHECK: ret void
define void @never_freed() {
entry:
  br label %loop

loop:
  %object = call ptr @malloc(i64 16)
  call void @use(ptr %object)
  %more = call i1 @again()
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

; Two sites whose elements are alike share a pool: one test at the free. One of
; them is zeroed, each time. The third differs in size, the fourth in family.
; SAY-LABEL: function sharing
; SAY-COUNT-2: action: promote to a pool of 256, drop 0 frees, guard 1
; SAY: action: promote to a pool of 85, drop 0 frees, guard 1
; SAY: action: promote to a pool of 256, drop 0 frees, guard 1
; CHECK-LABEL: define void @sharing(
; CHECK-DAG: [[SMALL:%.*]] = alloca [4096 x i8], align 16
; CHECK-DAG: [[LARGE:%.*]] = alloca [4080 x i8], align 16
; CHECK-DAG: [[NEWED:%.*]] = alloca [4096 x i8], align 16
; CHECK: br label %loop
; CHECK-NOT: memset
; CHECK: call ptr @malloc(i64 16)
; CHECK-NOT: memset
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 {{%.*}}, i8 0, i64 12, i1 false)
; CHECK: call ptr @calloc(i64 3, i64 4)
; CHECK-NOT: memset
; CHECK: call ptr @malloc(i64 48)
; CHECK: call ptr @_Znwm(i64 16)
; CHECK: icmp uge i64 {{%.*}}, 4096
; CHECK-NOT: icmp uge i64 {{%.*}}, 4096
; CHECK: icmp uge i64 {{%.*}}, 4080
; CHECK: call void @free(
; CHECK: icmp uge i64 {{%.*}}, 4096
; CHECK: call void @_ZdlPv(
define void @sharing(ptr %other) {
entry:
  br label %loop

loop:
  %last = phi ptr [ null, %entry ], [ %one, %loop ]
  %last_newed = phi ptr [ null, %entry ], [ %newed, %loop ]
  %small = call ptr @malloc(i64 16)
  %zeroed = call ptr @calloc(i64 3, i64 4)
  %large = call ptr @malloc(i64 48)
  %newed = call ptr @_Znwm(i64 16) builtin
  %a = call i1 @again()
  %b = call i1 @again()
  %either = select i1 %a, ptr %small, ptr %large
  %one = select i1 %b, ptr %either, ptr %zeroed
  call void @use(ptr %one)
  call void @free(ptr %last)
  call void @_ZdlPv(ptr %last_newed) builtin
  %more = call i1 @again()
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

; A size of run time takes an element if it fits one.
; SAY-LABEL: function sized
; SAY: action: promote to a pool of 16 if at most 256 bytes, drop 0 frees, guard 1
; REMARK: moved to stack: %object (pool of 16 if at most 256 bytes; 1 free guarded)
; CHECK-LABEL: define void @sized(
; CHECK: alloca [4096 x i8], align 16
; CHECK: [[LARGE:%.*]] = icmp ugt i64 %size, 256
; CHECK-NEXT: br i1 [[LARGE]], label %[[HEAP:.*]], label %[[FITS:.*]]
; CHECK: [[FITS]]:
; CHECK-NEXT: load ptr, ptr
; CHECK: [[HEAP]]:
; CHECK-NEXT: call ptr @malloc(i64 %size)
define void @sized(i64 %size) {
entry:
  br label %loop

loop:
  %last = phi ptr [ null, %entry ], [ %object, %loop ]
  %object = call ptr @malloc(i64 %size)
  call void @use(ptr %object)
  call void @free(ptr %last)
  %more = call i1 @again()
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

; The free receives an element, a slot, or neither.
; SAY-LABEL: function with_slot
; SAY: %once: malloc, 16 bytes
; SAY: action: promote to a slot, drop 0 frees, guard 1
; SAY: %object: malloc, 16 bytes
; SAY: action: promote to a pool of 256, drop 0 frees, guard 1
; CHECK-LABEL: define void @with_slot(
; CHECK-DAG: icmp ne ptr %last, %once
; CHECK-DAG: icmp uge i64 {{%.*}}, 4096
; CHECK: call void @free(ptr %last)
define void @with_slot() {
entry:
  %once = call ptr @malloc(i64 16)
  br label %loop

loop:
  %last = phi ptr [ %once, %entry ], [ %object, %loop ]
  %object = call ptr @malloc(i64 16)
  call void @use(ptr %object)
  call void @free(ptr %last)
  %more = call i1 @again()
  br i1 %more, label %loop, label %exit

exit:
  ret void
}

; operator new is invoked where the pool is full, and the pool goes on in the
; handler.
; CHECK-LABEL: define void @invoked(
; CHECK: invoke ptr @_Znwm(i64 16)
; CHECK-NEXT: to label %[[DONE:.*]] unwind label %caught
; CHECK: [[DONE]]:
; CHECK-NEXT: %object = phi ptr
; CHECK: caught:
; CHECK-NEXT: phi ptr
; CHECK: icmp uge i64
; CHECK: call void @llvm.lifetime.end.p0(
; CHECK-NEXT: resume
define void @invoked() personality ptr @__gxx_personality_v0 {
entry:
  br label %loop

loop:
  %last = phi ptr [ null, %entry ], [ %object, %made ]
  %object = invoke ptr @_Znwm(i64 16) builtin to label %made unwind label %caught

made:
  call void @use(ptr %object)
  call void @_ZdlPv(ptr %last) builtin
  br label %loop

caught:
  %held = phi ptr [ %last, %loop ]
  %pad = landingpad { ptr, i32 } cleanup
  call void @_ZdlPv(ptr %held) builtin
  resume { ptr, i32 } %pad
}

; What is asked of the size is answered before the pool is there.
; CHECK-LABEL: define i64 @asked(
; CHECK-NOT: objectsize
; CHECK: ret i64 16
define i64 @asked() {
entry:
  br label %loop

loop:
  %object = call ptr @malloc(i64 16)
  %bytes = call i64 @llvm.objectsize.i64.p0(ptr %object, i1 false, i1 true, i1 false)
  call void @use(ptr %object)
  %more = call i1 @again()
  br i1 %more, label %loop, label %exit

exit:
  ret i64 %bytes
}

; CHECK-DAG: attributes [[BARRIER]] = { nofree nosync nounwind willreturn memory(argmem: readwrite) }
; CHECK-DAG: attributes [[OVERFLOW]] = { "escape-overflow" }
