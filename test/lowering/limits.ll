; Where the analysis stops telling things apart, and what is still told apart just
; before that. docs/limitations.md lists each.
;
; RUN: %opt -passes='print<escape>' -disable-output %s 2>&1 | FileCheck %s

@global = global ptr null

declare noalias ptr @malloc(i64)

; Up to 512 bytes each offset is a cell of its own; beyond, all are one.
; CHECK-LABEL: function within_512_bytes
; CHECK: %leaked escapes within_512_bytes
; CHECK: %local does not escape within_512_bytes
define void @within_512_bytes() {
  %table = alloca [1024 x i8]
  %leaked = call ptr @malloc(i64 8)
  %local = call ptr @malloc(i64 8)
  %first = getelementptr i8, ptr %table, i64 488
  %second = getelementptr i8, ptr %table, i64 496
  store ptr %leaked, ptr %first
  store ptr %local, ptr %second
  %read = load ptr, ptr %first
  store ptr %read, ptr @global
  ret void
}
; CHECK-LABEL: function beyond_512_bytes
; CHECK: %leaked escapes beyond_512_bytes
; CHECK: %local escapes beyond_512_bytes
define void @beyond_512_bytes() {
  %table = alloca [1024 x i8]
  %leaked = call ptr @malloc(i64 8)
  %local = call ptr @malloc(i64 8)
  %first = getelementptr i8, ptr %table, i64 600
  %second = getelementptr i8, ptr %table, i64 608
  store ptr %leaked, ptr %first
  store ptr %local, ptr %second
  %read = load ptr, ptr %first
  store ptr %read, ptr @global
  ret void
}

; Callers of a function are told apart, unless they are in one cycle with it.
; CHECK-LABEL: function given_back
; CHECK: %local does not escape given_back
; CHECK: %leaked escapes given_back
define void @given_back() {
  %local = call ptr @malloc(i64 8)
  %leaked = call ptr @malloc(i64 8)
  %same = call ptr @identity(ptr %local)
  %other = call ptr @identity(ptr %leaked)
  store ptr %other, ptr @global
  ret void
}
define internal ptr @identity(ptr %p) noinline {
  ret ptr %p
}
; CHECK-LABEL: function given_back_in_a_cycle
; CHECK: %local escapes given_back_in_a_cycle
; CHECK: %leaked escapes given_back_in_a_cycle
define void @given_back_in_a_cycle(i64 %n) {
  %local = call ptr @malloc(i64 8)
  %leaked = call ptr @malloc(i64 8)
  %same = call ptr @identity_in_a_cycle(ptr %local, i64 %n)
  %other = call ptr @identity_in_a_cycle(ptr %leaked, i64 %n)
  store ptr %other, ptr @global
  ret void
}
define internal ptr @identity_in_a_cycle(ptr %p, i64 %n) noinline {
  %more = icmp ne i64 %n, 0
  br i1 %more, label %again, label %done
again:
  %less = sub i64 %n, 1
  call void @given_back_in_a_cycle(i64 %less)
  br label %done
done:
  ret ptr %p
}

; Type metadata says that a double is no pointer; nothing is made of it.
; CHECK-LABEL: function doubles_by_metadata
; CHECK: %held escapes doubles_by_metadata
define i64 @doubles_by_metadata(i64 %at) {
  %box = alloca { ptr, i64 }
  %held = call ptr @malloc(i64 8)
  store ptr %held, ptr %box, !tbaa !1
  %place = getelementptr i64, ptr %box, i64 %at
  %number = load i64, ptr %place, !tbaa !3
  ret i64 %number
}
!0 = !{!"root"}
!1 = !{!2, !2, i64 0}
!2 = !{!"any pointer", !0}
!3 = !{!4, !4, i64 0}
!4 = !{!"long", !0}

; What a function does with its parameters is told in so many edges; one more, and
; it may do anything. Each store is an edge.
define internal void @few_edges(ptr %held, ptr %p0, ptr %p1, ptr %p2, ptr %p3, ptr %p4, ptr %p5, ptr %p6, ptr %p7, ptr %p8, ptr %p9, ptr %p10, ptr %p11) noinline {
  store ptr %p0, ptr %p1
  store ptr %p1, ptr %p2
  store ptr %p2, ptr %p3
  store ptr %p3, ptr %p4
  store ptr %p4, ptr %p5
  store ptr %p5, ptr %p6
  store ptr %p6, ptr %p7
  store ptr %p7, ptr %p8
  store ptr %p8, ptr %p9
  store ptr %p9, ptr %p10
  store ptr %p10, ptr %p11
  store ptr %p11, ptr %p0
  ret void
}
; CHECK-LABEL: function given_to_few
; CHECK: %held does not escape given_to_few
define void @given_to_few(ptr %a) {
  %held = call ptr @malloc(i64 8)
  call void @few_edges(ptr %held, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a)
  ret void
}
define internal void @many_edges(ptr %held, ptr %p0, ptr %p1, ptr %p2, ptr %p3, ptr %p4, ptr %p5, ptr %p6, ptr %p7, ptr %p8, ptr %p9, ptr %p10, ptr %p11, ptr %p12, ptr %p13, ptr %p14, ptr %p15, ptr %p16, ptr %p17, ptr %p18, ptr %p19, ptr %p20, ptr %p21, ptr %p22, ptr %p23, ptr %p24, ptr %p25, ptr %p26, ptr %p27, ptr %p28, ptr %p29, ptr %p30, ptr %p31, ptr %p32, ptr %p33, ptr %p34, ptr %p35, ptr %p36, ptr %p37, ptr %p38, ptr %p39, ptr %p40, ptr %p41, ptr %p42, ptr %p43, ptr %p44, ptr %p45, ptr %p46, ptr %p47, ptr %p48, ptr %p49, ptr %p50, ptr %p51, ptr %p52, ptr %p53, ptr %p54, ptr %p55, ptr %p56, ptr %p57, ptr %p58, ptr %p59, ptr %p60, ptr %p61, ptr %p62, ptr %p63, ptr %p64, ptr %p65, ptr %p66, ptr %p67, ptr %p68, ptr %p69, ptr %p70, ptr %p71, ptr %p72, ptr %p73, ptr %p74, ptr %p75, ptr %p76, ptr %p77, ptr %p78, ptr %p79, ptr %p80, ptr %p81, ptr %p82, ptr %p83, ptr %p84, ptr %p85, ptr %p86, ptr %p87, ptr %p88, ptr %p89, ptr %p90, ptr %p91, ptr %p92, ptr %p93, ptr %p94, ptr %p95, ptr %p96, ptr %p97, ptr %p98, ptr %p99, ptr %p100, ptr %p101, ptr %p102, ptr %p103, ptr %p104, ptr %p105, ptr %p106, ptr %p107, ptr %p108, ptr %p109, ptr %p110, ptr %p111, ptr %p112, ptr %p113, ptr %p114, ptr %p115, ptr %p116, ptr %p117, ptr %p118, ptr %p119, ptr %p120, ptr %p121, ptr %p122, ptr %p123, ptr %p124, ptr %p125, ptr %p126, ptr %p127, ptr %p128, ptr %p129, ptr %p130, ptr %p131, ptr %p132, ptr %p133, ptr %p134, ptr %p135, ptr %p136, ptr %p137, ptr %p138, ptr %p139) noinline {
  store ptr %p0, ptr %p1
  store ptr %p1, ptr %p2
  store ptr %p2, ptr %p3
  store ptr %p3, ptr %p4
  store ptr %p4, ptr %p5
  store ptr %p5, ptr %p6
  store ptr %p6, ptr %p7
  store ptr %p7, ptr %p8
  store ptr %p8, ptr %p9
  store ptr %p9, ptr %p10
  store ptr %p10, ptr %p11
  store ptr %p11, ptr %p12
  store ptr %p12, ptr %p13
  store ptr %p13, ptr %p14
  store ptr %p14, ptr %p15
  store ptr %p15, ptr %p16
  store ptr %p16, ptr %p17
  store ptr %p17, ptr %p18
  store ptr %p18, ptr %p19
  store ptr %p19, ptr %p20
  store ptr %p20, ptr %p21
  store ptr %p21, ptr %p22
  store ptr %p22, ptr %p23
  store ptr %p23, ptr %p24
  store ptr %p24, ptr %p25
  store ptr %p25, ptr %p26
  store ptr %p26, ptr %p27
  store ptr %p27, ptr %p28
  store ptr %p28, ptr %p29
  store ptr %p29, ptr %p30
  store ptr %p30, ptr %p31
  store ptr %p31, ptr %p32
  store ptr %p32, ptr %p33
  store ptr %p33, ptr %p34
  store ptr %p34, ptr %p35
  store ptr %p35, ptr %p36
  store ptr %p36, ptr %p37
  store ptr %p37, ptr %p38
  store ptr %p38, ptr %p39
  store ptr %p39, ptr %p40
  store ptr %p40, ptr %p41
  store ptr %p41, ptr %p42
  store ptr %p42, ptr %p43
  store ptr %p43, ptr %p44
  store ptr %p44, ptr %p45
  store ptr %p45, ptr %p46
  store ptr %p46, ptr %p47
  store ptr %p47, ptr %p48
  store ptr %p48, ptr %p49
  store ptr %p49, ptr %p50
  store ptr %p50, ptr %p51
  store ptr %p51, ptr %p52
  store ptr %p52, ptr %p53
  store ptr %p53, ptr %p54
  store ptr %p54, ptr %p55
  store ptr %p55, ptr %p56
  store ptr %p56, ptr %p57
  store ptr %p57, ptr %p58
  store ptr %p58, ptr %p59
  store ptr %p59, ptr %p60
  store ptr %p60, ptr %p61
  store ptr %p61, ptr %p62
  store ptr %p62, ptr %p63
  store ptr %p63, ptr %p64
  store ptr %p64, ptr %p65
  store ptr %p65, ptr %p66
  store ptr %p66, ptr %p67
  store ptr %p67, ptr %p68
  store ptr %p68, ptr %p69
  store ptr %p69, ptr %p70
  store ptr %p70, ptr %p71
  store ptr %p71, ptr %p72
  store ptr %p72, ptr %p73
  store ptr %p73, ptr %p74
  store ptr %p74, ptr %p75
  store ptr %p75, ptr %p76
  store ptr %p76, ptr %p77
  store ptr %p77, ptr %p78
  store ptr %p78, ptr %p79
  store ptr %p79, ptr %p80
  store ptr %p80, ptr %p81
  store ptr %p81, ptr %p82
  store ptr %p82, ptr %p83
  store ptr %p83, ptr %p84
  store ptr %p84, ptr %p85
  store ptr %p85, ptr %p86
  store ptr %p86, ptr %p87
  store ptr %p87, ptr %p88
  store ptr %p88, ptr %p89
  store ptr %p89, ptr %p90
  store ptr %p90, ptr %p91
  store ptr %p91, ptr %p92
  store ptr %p92, ptr %p93
  store ptr %p93, ptr %p94
  store ptr %p94, ptr %p95
  store ptr %p95, ptr %p96
  store ptr %p96, ptr %p97
  store ptr %p97, ptr %p98
  store ptr %p98, ptr %p99
  store ptr %p99, ptr %p100
  store ptr %p100, ptr %p101
  store ptr %p101, ptr %p102
  store ptr %p102, ptr %p103
  store ptr %p103, ptr %p104
  store ptr %p104, ptr %p105
  store ptr %p105, ptr %p106
  store ptr %p106, ptr %p107
  store ptr %p107, ptr %p108
  store ptr %p108, ptr %p109
  store ptr %p109, ptr %p110
  store ptr %p110, ptr %p111
  store ptr %p111, ptr %p112
  store ptr %p112, ptr %p113
  store ptr %p113, ptr %p114
  store ptr %p114, ptr %p115
  store ptr %p115, ptr %p116
  store ptr %p116, ptr %p117
  store ptr %p117, ptr %p118
  store ptr %p118, ptr %p119
  store ptr %p119, ptr %p120
  store ptr %p120, ptr %p121
  store ptr %p121, ptr %p122
  store ptr %p122, ptr %p123
  store ptr %p123, ptr %p124
  store ptr %p124, ptr %p125
  store ptr %p125, ptr %p126
  store ptr %p126, ptr %p127
  store ptr %p127, ptr %p128
  store ptr %p128, ptr %p129
  store ptr %p129, ptr %p130
  store ptr %p130, ptr %p131
  store ptr %p131, ptr %p132
  store ptr %p132, ptr %p133
  store ptr %p133, ptr %p134
  store ptr %p134, ptr %p135
  store ptr %p135, ptr %p136
  store ptr %p136, ptr %p137
  store ptr %p137, ptr %p138
  store ptr %p138, ptr %p139
  store ptr %p139, ptr %p0
  ret void
}
; CHECK-LABEL: function given_to_many
; CHECK: %held escapes given_to_many
define void @given_to_many(ptr %a) {
  %held = call ptr @malloc(i64 8)
  call void @many_edges(ptr %held, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a, ptr %a)
  ret void
}
