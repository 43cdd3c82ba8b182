; llvm-remarkutil reads the records in the bitstream format, too.
;
; That of opt-19 has no table of strings: nobody reads it.
; REQUIRES: llvm-22
; RUN: %opt -passes=escape -pass-remarks-output=%t.bitstream -pass-remarks-format=bitstream -disable-output %s
; RUN: llvm-remarkutil count --parser=bitstream --group-by=total --remark-name=PromotedToSlot %t.bitstream | FileCheck %s --check-prefix=NAMED
;
; NAMED: 1

declare noalias ptr @malloc(i64)
declare void @free(ptr)

define void @promoted() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}
