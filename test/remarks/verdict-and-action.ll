; Whether an object escapes and whether it stays are two things, and the text
; says both; the place that decided is named with its position.
;
; RUN: %opt -passes=escape -pass-remarks-missed=escape -disable-output %s 2>&1 | FileCheck %s
; RUN: %opt -passes=escape -pass-remarks-output=%t.yaml -disable-output %s
; RUN: FileCheck %s --check-prefix=RECORD < %t.yaml

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @may_free(ptr captures(none))

; CHECK: list.c:2:16: node does not escape keep; node stays on the heap: a function that is called may free it: call to may_free at list.c:3:9. To change it: free it where it is made, or mark the function nofree
; RECORD: Name:            FreedInCall
; RECORD: - Lifetime:        local
; RECORD: - Evidence:        call to may_free
; RECORD-NEXT: DebugLoc:        { File: list.c, Line: 3, Column: 9 }
define void @keep() !dbg !4 {
  %node = call ptr @malloc(i64 16), !dbg !10
    #dbg_value(ptr %node, !7, !DIExpression(), !10)
  call void @may_free(ptr %node), !dbg !11
  ret void, !dbg !11
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, isOptimized: true, emissionKind: FullDebug)
!1 = !DIFile(filename: "list.c", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{}
!4 = distinct !DISubprogram(name: "keep", scope: !1, file: !1, line: 1, type: !5, unit: !0, retainedNodes: !3)
!5 = !DISubroutineType(types: !3)
!6 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!7 = !DILocalVariable(name: "node", scope: !4, file: !1, line: 2, type: !6)
!10 = !DILocation(line: 2, column: 16, scope: !4)
!11 = !DILocation(line: 3, column: 9, scope: !4)
