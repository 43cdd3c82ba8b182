; In a function compiled with -fno-builtin, malloc is an unknown function. (LLVM's
; own inferattrs and instcombine do not respect the attribute on the caller;
; ours should.) Twin: the function without the attribute.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define void @keep(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
; CHECK-NEXT: call void @free(ptr %object)
define void @keep() "no-builtins" {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @keep_one_name(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define void @keep_one_name() "no-builtin-malloc" {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @promote(
; CHECK-NEXT: alloca [16 x i8], align 16
define void @promote() {
  %object = call ptr @malloc(i64 16)
  call void @free(ptr %object)
  ret void
}

; What LLVM infers of other library functions is said on the declaration, whatever
; the caller says: strspn keeps nothing. Twin: a function that is not known.
; CHECK-LABEL: define void @promote_passed(
; CHECK-NEXT: alloca [16 x i8], align 16
define void @promote_passed() "no-builtin-strspn" {
  %object = call ptr @malloc(i64 16)
  %length = call i64 @strspn(ptr %object, ptr %object)
  call void @free(ptr %object)
  ret void
}

; CHECK-LABEL: define void @keep_passed(
; CHECK-NEXT: %object = call ptr @malloc(i64 16)
define void @keep_passed() "no-builtin-strspn" {
  %object = call ptr @malloc(i64 16)
  %length = call i64 @unknown(ptr %object, ptr %object)
  call void @free(ptr %object)
  ret void
}

declare i64 @strspn(ptr, ptr)
declare i64 @unknown(ptr, ptr)
