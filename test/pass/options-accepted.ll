; Every documented option is accepted, alone and in a list.
;
; RUN: %opt -passes='escape' -disable-output %s
; RUN: %opt -passes='escape<>' -disable-output %s
; RUN: %opt -passes='escape<no-promote;no-cleanup;promote-sanitized;skip-ssp;certify>' -disable-output %s
; RUN: %opt -passes='escape<max-object-bytes=1;frame-bytes=2;reentrant-frame-bytes=3;recursive-frame-bytes=4;chain-bytes=5;max-steps=6;max-promotions=7;max-paths=8;sized-slot-bytes=9;inline-instructions=10;specialise-instructions=13;growth-percent=11;pool-bytes=12>' -disable-output %s
; RUN: %opt -passes='escape<only-function=f>' -disable-output %s
; RUN: %opt -passes='escape<oracle=check>' -disable-output %s
; RUN: %opt -passes='escape<oracle=count>' -disable-output %s
; RUN: %opt -passes='escape,escape<no-promote>,print<escape>' -disable-output %s

define void @f() {
  ret void
}
