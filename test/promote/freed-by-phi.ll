; An instance that is freed by a phi which certainly is its pointer there ends like
; one that is freed by the value that made it; the phi forgets it when it gets another.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s
;
; What was judged is read back from a file: only what ends an instance has a name.
; RUN: %opt -passes='escape<dump-efg=%t.efg>' -disable-output %s && %escape-solve %t.efg

@variable = global i32 0

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @throws(i64)
declare noalias ptr @_Znwm(i64) #0
declare void @_ZdlPv(ptr) #1
declare i32 @__gxx_personality_v0(...)

; Made in some turns, freed in the same.
; CHECK-LABEL: function some_turns
; CHECK: action: promote to a slot
define void @some_turns(i1 %c, i1 %go) {
entry:
  br label %turn
turn:
  br i1 %c, label %make, label %end
make:
  %p = call ptr @malloc(i64 8)
  br label %end
end:
  %held = phi ptr [ %p, %make ], [ null, %turn ]
  call void @free(ptr %held)
  br i1 %go, label %turn, label %exit
exit:
  ret void
}

; The last turn's is freed before the next is made: one slot does.
; CHECK-LABEL: function freed_before_next
; CHECK: action: promote to a slot
define void @freed_before_next(i1 %go) {
entry:
  br label %turn
turn:
  %last = phi ptr [ null, %entry ], [ %p, %turn ]
  call void @free(ptr %last)
  %p = call ptr @malloc(i64 8)
  br i1 %go, label %turn, label %exit
exit:
  call void @free(ptr %p)
  ret void
}

; Twin: it is freed after the next is made.
; CHECK-LABEL: function freed_after_next
; CHECK: action: promote to a pool
define void @freed_after_next(i1 %go) {
entry:
  br label %turn
turn:
  %last = phi ptr [ null, %entry ], [ %p, %turn ]
  %p = call ptr @malloc(i64 8)
  call void @free(ptr %last)
  br i1 %go, label %turn, label %exit
exit:
  call void @free(ptr %p)
  ret void
}

; Two that change places in each turn: the names change at once.
; CHECK-LABEL: function exchanged
; CHECK: %p does not escape exchanged
; CHECK-NEXT: action: promote to a slot
define i1 @exchanged(i1 %go) {
entry:
  %p = call ptr @malloc(i64 8)
  %same = icmp eq ptr %p, @variable
  br label %turn
turn:
  %a = phi ptr [ %p, %entry ], [ %b, %turn ]
  %b = phi ptr [ null, %entry ], [ %a, %turn ]
  br i1 %go, label %turn, label %exit
exit:
  call void @free(ptr %a)
  call void @free(ptr %b)
  ret i1 %same
}

; Twin: one of them alone is freed.
; CHECK-LABEL: function exchanged_and_lost
; CHECK: action: kept (AddressObserved)
define i1 @exchanged_and_lost(i1 %go) {
entry:
  %p = call ptr @malloc(i64 8)
  %same = icmp eq ptr %p, @variable
  br label %turn
turn:
  %a = phi ptr [ %p, %entry ], [ %b, %turn ]
  %b = phi ptr [ null, %entry ], [ %a, %turn ]
  br i1 %go, label %turn, label %exit
exit:
  call void @free(ptr %a)
  ret i1 %same
}

; What is observed, and freed by a phi on every path.
; CHECK-LABEL: function observed_and_freed
; CHECK: action: promote to a slot
define i1 @observed_and_freed(i1 %c, ptr %other) {
entry:
  br i1 %c, label %make, label %end
make:
  %p = call ptr @malloc(i64 8)
  br label %end
end:
  %held = phi ptr [ %p, %make ], [ null, %entry ]
  %same = icmp eq ptr %held, @variable
  %none = icmp eq ptr %held, null
  br i1 %none, label %exit, label %release
release:
  call void @free(ptr %held)
  br label %exit
exit:
  ret i1 %same
}

; Twin (guard Name): the phi gets another on the way, and this one is never freed.
; CHECK-LABEL: function given_another
; CHECK: action: kept (AddressObserved)
define i1 @given_another(i1 %go, ptr %other) {
entry:
  %p = call ptr @malloc(i64 8)
  %same = icmp eq ptr %p, @variable
  br label %turn
turn:
  %held = phi ptr [ %p, %entry ], [ null, %turn ]
  br i1 %go, label %turn, label %exit
exit:
  call void @free(ptr %held)
  ret i1 %same
}

; Twin: it is made again, and the value frees the younger one only.
; CHECK-LABEL: function made_again
; CHECK: action: kept (AddressObserved)
define i1 @made_again(i1 %go) {
entry:
  br label %turn
turn:
  %p = call ptr @malloc(i64 8)
  %same = icmp eq ptr %p, @variable
  br i1 %go, label %turn, label %exit
exit:
  call void @free(ptr %p)
  ret i1 %same
}

; An allocator that throws has made nothing that could be lost.
; CHECK-LABEL: function thrown_by_allocator
; CHECK: action: promote to a slot
define i1 @thrown_by_allocator() personality ptr @__gxx_personality_v0 {
entry:
  %p = invoke ptr @_Znwm(i64 8) #2
          to label %made unwind label %failed
made:
  %same = icmp eq ptr %p, @variable
  call void @_ZdlPv(ptr %p) #3
  ret i1 %same
failed:
  %caught = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %caught
}

attributes #0 = { allocsize(0) }
attributes #1 = { nounwind }
attributes #2 = { builtin allocsize(0) }
attributes #3 = { builtin nounwind }
