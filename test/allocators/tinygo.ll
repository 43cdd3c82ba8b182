; TinyGo's runtime.alloc(size, layout, context): the result is zeroed, and no
; function frees it, so that nothing has to be known of what a callee frees.
;
; RUN: %opt -passes='escape<no-cleanup;allocators=%allocators/tinygo.yaml>' -S %s | FileCheck %s

target datalayout = "e-m:e-i64:64-n8:16:32:64-S128"

@main.global = hidden global ptr null, align 8

declare noalias nonnull ptr @runtime.alloc(i64, ptr, ptr)
declare i64 @main.sum(ptr nocapture, i64, ptr)
declare void @runtime.SetFinalizer(ptr, ptr, ptr)

; `p := &point{x, 2}; return sum(p)`: sum is not nofree.
;
; CHECK-LABEL: define hidden i64 @main.local(
; CHECK: alloca [16 x i8], align 16
; CHECK: call void @llvm.memset
; CHECK-NOT: runtime.alloc
; CHECK: ret i64
define hidden i64 @main.local(i64 %x, ptr %context) unnamed_addr nounwind {
entry:
  %complit = call align 8 dereferenceable(16) ptr @runtime.alloc(i64 16, ptr nonnull inttoptr (i64 3 to ptr), ptr undef) #0
  store i64 %x, ptr %complit, align 8
  %y = getelementptr inbounds { i64, i64 }, ptr %complit, i64 0, i32 1
  store i64 2, ptr %y, align 8
  %sum = call i64 @main.sum(ptr nonnull %complit, i64 2, ptr undef)
  ret i64 %sum
}

; make([]byte, n): by run-time size.
;
; CHECK-LABEL: define hidden i64 @main.makeSlice(
; CHECK: [[N:%.*]] = freeze i64 %n
; CHECK: icmp ugt i64 [[N]], 256
; CHECK: escape.slot:
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 %{{.*}}, i8 0, i64 [[N]], i1 false)
define hidden i64 @main.makeSlice(i64 %n, ptr %context) unnamed_addr nounwind {
entry:
  %makeslice.buf = call align 1 ptr @runtime.alloc(i64 %n, ptr nonnull inttoptr (i64 3 to ptr), ptr undef) #0
  %sum = call i64 @main.sum(ptr nonnull %makeslice.buf, i64 %n, ptr undef)
  ret i64 %sum
}

; CHECK-LABEL: define hidden void @main.keepStored(
; CHECK: call {{.*}}@runtime.alloc
define hidden void @main.keepStored(ptr %context) unnamed_addr nounwind {
entry:
  %new = call align 8 dereferenceable(8) ptr @runtime.alloc(i64 8, ptr nonnull inttoptr (i64 3 to ptr), ptr undef) #0
  store ptr %new, ptr @main.global, align 8
  ret void
}

; CHECK-LABEL: define hidden void @main.keepFinalized(
; CHECK: call {{.*}}@runtime.alloc
define hidden void @main.keepFinalized(ptr %finalizer, ptr %context) unnamed_addr nounwind {
entry:
  %new = call align 8 dereferenceable(8) ptr @runtime.alloc(i64 8, ptr nonnull inttoptr (i64 3 to ptr), ptr undef) #0
  call void @runtime.SetFinalizer(ptr %new, ptr %finalizer, ptr undef)
  ret void
}

; In a loop an instance may be alive when the next is made.
;
; CHECK-LABEL: define hidden i64 @main.keepInLoop(
; CHECK: loop:
; CHECK: call {{.*}}@runtime.alloc
define hidden i64 @main.keepInLoop(i64 %n, ptr %context) unnamed_addr nounwind {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %previous = phi ptr [ null, %entry ], [ %new, %loop ]
  %new = call align 8 dereferenceable(8) ptr @runtime.alloc(i64 8, ptr nonnull inttoptr (i64 67 to ptr), ptr undef) #0
  store ptr %previous, ptr %new, align 8
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %n
  br i1 %done, label %exit, label %loop

exit:
  %sum = call i64 @main.sum(ptr nonnull %new, i64 1, ptr undef)
  ret i64 %sum
}

attributes #0 = { nounwind }
