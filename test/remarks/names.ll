; The object is called what the programmer calls it; without debug records, by
; its line; without that, by its name in the IR, or by the function that made it.
;
; RUN: %opt -passes=escape -pass-remarks=escape -disable-output %s 2>&1 | FileCheck %s

declare noalias ptr @malloc(i64)

; CHECK: list.c:2:16: moved to stack: node (16 bytes, slot)
define void @named() !dbg !4 {
  %1 = call ptr @malloc(i64 16), !dbg !10
    #dbg_value(ptr %1, !7, !DIExpression(), !10)
  store i32 1, ptr %1, !dbg !11
  ret void, !dbg !11
}

; CHECK: list.c:2:16: moved to stack: malloc at line 2 (16 bytes, slot)
define void @positioned() !dbg !14 {
  %1 = call ptr @malloc(i64 16), !dbg !15
  store i32 1, ptr %1, !dbg !15
  ret void, !dbg !15
}

; CHECK: remark: <unknown>:0:0: moved to stack: %object (16 bytes, slot)
define void @named_in_ir() {
  %object = call ptr @malloc(i64 16)
  store i32 1, ptr %object
  ret void
}

; CHECK: remark: <unknown>:0:0: moved to stack: malloc (16 bytes, slot)
define void @nameless() {
  %1 = call ptr @malloc(i64 16)
  store i32 1, ptr %1
  ret void
}

; One byte is one byte.
; CHECK: moved to stack: %object (1 byte, slot)
define void @one_byte() {
  %object = call ptr @malloc(i64 1)
  store i8 1, ptr %object
  ret void
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, isOptimized: true, emissionKind: FullDebug)
!1 = !DIFile(filename: "list.c", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{}
!4 = distinct !DISubprogram(name: "named", scope: !1, file: !1, line: 1, type: !5, unit: !0, retainedNodes: !3)
!5 = !DISubroutineType(types: !3)
!6 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!7 = !DILocalVariable(name: "node", scope: !4, file: !1, line: 2, type: !6)
!10 = !DILocation(line: 2, column: 16, scope: !4)
!11 = !DILocation(line: 3, column: 9, scope: !4)
!14 = distinct !DISubprogram(name: "positioned", scope: !1, file: !1, line: 1, type: !5, unit: !0, retainedNodes: !3)
!15 = !DILocation(line: 2, column: 16, scope: !14)
