; Of what is not an instruction: labels, cases, what continues an invoke.
@counter = internal global i32 0

declare void @maintain()
declare i32 @personality(...)

define i32 @main(i32 %x) personality ptr @personality {
entry:
  switch i32 %x, label %other [
    i32 0, label %none
    i32 1, label %other
  ]

none:                                             ; preds = %entry
  ret i32 0

other:                                            ; preds = %entry, %entry
  %y = invoke i32 @callee(i32 %x)
          to label %after unwind label %pad

after:                                            ; preds = %other
  ret i32 %y

pad:                                              ; preds = %other
  %caught = landingpad { ptr, i32 }
          cleanup
          catch ptr null
  resume { ptr, i32 } %caught
}

define internal i32 @callee(i32 %x) {
  %old = load i32, ptr @counter, align 4
  %new = add i32 %old, %x
  store i32 %new, ptr @counter, align 4
  call void @maintain()
  ret i32 %new
}
