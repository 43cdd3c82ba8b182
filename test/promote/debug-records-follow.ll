; #dbg_value and #dbg_declare speak of the slot afterwards, and the remaining
; instructions keep their positions; the slot itself has none.
;
; RUN: %opt -passes='escape<no-cleanup>' -S %s | FileCheck %s

declare noalias ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define void @promote(
; CHECK-NEXT: %node = alloca [16 x i8], align 16{{$}}
; CHECK-NEXT: call void @llvm.lifetime.start.p0(ptr %node), !dbg [[ALLOCATION:![0-9]+]]
; CHECK-NEXT: #dbg_value(ptr %node, [[NODE:![0-9]+]], !DIExpression(), {{![0-9]+}})
; CHECK-NEXT: #dbg_declare(ptr %node, [[CONTENTS:![0-9]+]], !DIExpression(), {{![0-9]+}})
; CHECK-NEXT: store i32 %value, ptr %node, align 4, !dbg [[STORE:![0-9]+]]
; CHECK-NEXT: call void @llvm.lifetime.end.p0(ptr %node), !dbg [[FREE:![0-9]+]]
; CHECK-DAG: [[NODE]] = !DILocalVariable(name: "node"
; CHECK-DAG: [[CONTENTS]] = !DILocalVariable(name: "contents"
; CHECK-DAG: [[ALLOCATION]] = !DILocation(line: 2, column: 16
; CHECK-DAG: [[STORE]] = !DILocation(line: 3, column: 9
; CHECK-DAG: [[FREE]] = !DILocation(line: 4, column: 3
define void @promote(i32 %value) !dbg !4 {
  %node = call ptr @malloc(i64 16), !dbg !10
    #dbg_value(ptr %node, !7, !DIExpression(), !10)
    #dbg_declare(ptr %node, !8, !DIExpression(), !10)
  store i32 %value, ptr %node, !dbg !11
  call void @free(ptr %node), !dbg !12
  ret void, !dbg !13
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, isOptimized: true, emissionKind: FullDebug)
!1 = !DIFile(filename: "list.c", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{}
!4 = distinct !DISubprogram(name: "promote", scope: !1, file: !1, line: 1, type: !5, unit: !0, retainedNodes: !3)
!5 = !DISubroutineType(types: !3)
!6 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!7 = !DILocalVariable(name: "node", scope: !4, file: !1, line: 2, type: !9)
!8 = !DILocalVariable(name: "contents", scope: !4, file: !1, line: 2, type: !6)
!9 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !6, size: 64)
!10 = !DILocation(line: 2, column: 16, scope: !4)
!11 = !DILocation(line: 3, column: 9, scope: !4)
!12 = !DILocation(line: 4, column: 3, scope: !4)
!13 = !DILocation(line: 5, column: 1, scope: !4)
