; oracle=check promotes nothing and tells the runtime what is claimed: sites that
; do not outlive the function, and which of them would be promoted.
;
; RUN: %opt -passes='escape<oracle=check>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr) allockind("free") "alloc-family"="malloc"
declare void @use(ptr captures(none)) nofree nounwind
declare void @keep(ptr)
declare i32 @setjmp(ptr) returns_twice
declare i32 @personality(...)

; Promoted: claimed with flag 1, its free marked. An escaping site has no hooks.
;
; CHECK: @escape.oracle.sites = private global [3 x { ptr, ptr, ptr, i32, i32, i32, i32, i64, ptr }] [
; CHECK-SAME: i32 0, i32 0, i32 1, i32 1, i64 8, ptr null
; CHECK-SAME: i32 0, i32 0, i32 0, i32 1, i64 0, ptr null
; CHECK-SAME: i32 0, i32 0, i32 1, i32 1, i64 256, ptr null
; CHECK: @escape.oracle = private global { i32, i32, ptr, i64, ptr } { i32 1, i32 1, ptr @escape.oracle.sites, i64 3, ptr null }
; CHECK: @llvm.global_ctors = {{.*}} { i32 0, ptr @escape.oracle.start, ptr null }

; CHECK-LABEL: define void @promoted()
; CHECK-SAME: [[WATCHED:#[0-9]+]]
; CHECK: [[FRAME:%.*]] = call ptr @llvm.frameaddress.p0(i32 0)
; CHECK-NEXT: call void @esc_oracle_enter(ptr @escape.oracle.function, ptr [[FRAME]])
; CHECK-NEXT: call void @esc_oracle_expect(ptr @escape.oracle.sites)
; CHECK-NEXT: %p = call ptr @malloc(i64 8)
; CHECK: call void @esc_oracle_claim(ptr %p, ptr @escape.oracle.sites, ptr {{%.*}})
; CHECK: call void @esc_oracle_drop(ptr %p)
; CHECK-NEXT: call void @free(ptr %p)
; CHECK: call void @esc_oracle_leave(ptr {{%.*}}, ptr null, i64 16)
; CHECK-NEXT: ret void
define void @promoted() memory(inaccessiblemem: readwrite) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; Kept for its size, and claimed all the same: it does not escape. What is
; returned is told, and what the caller owns begins behind six parameters.
;
; CHECK-LABEL: define ptr @local(
; CHECK: call void @esc_oracle_expect(
; CHECK: call void @esc_oracle_claim(
; CHECK-NOT: esc_oracle_drop
; CHECK: call void @esc_oracle_leave(ptr {{%.*}}, ptr %a, i64 112)
define ptr @local(i64 %n, ptr %a, ptr %b, ptr %c, ptr %d, ptr %e) {
  %p = call ptr @malloc(i64 100000)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret ptr %a
}

; CHECK-LABEL: define void @escapes()
; CHECK-NEXT: %p = call ptr @malloc(i64 8)
; CHECK-NEXT: call void @keep(ptr %p)
; CHECK-NEXT: ret void
define void @escapes() {
  %p = call ptr @malloc(i64 8)
  call void @keep(ptr %p)
  ret void
}

; An invoke is claimed where it has returned; the other edge and what it ends in
; are told too. Up to 256 bytes it would be in a slot, which its free would test.
;
; CHECK-LABEL: define void @invoked(
; CHECK: %p = invoke ptr @malloc(i64 %n)
; CHECK-NEXT: to label %[[SPLIT:.*]] unwind label %pad
; CHECK: [[SPLIT]]:
; CHECK: call void @esc_oracle_claim(ptr %p
; CHECK: call void @esc_oracle_guard(ptr %q, ptr
; CHECK-NEXT: call void @free(ptr %q)
; CHECK: pad:
; CHECK-NEXT: landingpad
; CHECK-NEXT: cleanup
; CHECK: call void @esc_oracle_resume(
; CHECK: call void @esc_oracle_leave(
; CHECK-NEXT: resume
define void @invoked(i64 %n, i1 %c) personality ptr @personality {
  br i1 %c, label %make, label %join
make:
  %p = invoke ptr @malloc(i64 %n)
          to label %join unwind label %pad
join:
  %q = phi ptr [ %p, %make ], [ null, %0 ]
  call void @free(ptr %q)
  ret void
pad:
  %x = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %x
}

; Functions without claims only say where control comes back.
;
; CHECK-LABEL: define i32 @jumps(
; CHECK: call void @esc_oracle_ignore(ptr %buffer)
; CHECK-NEXT: call i32 @setjmp(ptr %buffer)
; CHECK: call void @esc_oracle_resume(
; CHECK-NEXT: ret i32 %r
define i32 @jumps(ptr %buffer) {
  %r = call i32 @setjmp(ptr %buffer) returns_twice
  ret i32 %r
}

; Without memory(...), which the hooks would make false; no longer inlined.
;
; CHECK: attributes [[WATCHED]] = { noinline }
