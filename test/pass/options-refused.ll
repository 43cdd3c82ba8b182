; A bad option ends the run with a nonzero exit code and a message that names the
; option and what was expected.
;
; RUN: not %opt -passes='escape<nope>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=UNKNOWN
; RUN: not %opt -passes='escape<nope=1>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=UNKNOWN
; RUN: not %opt -passes='escape<frame-bytes>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=MISSING
; RUN: not %opt -passes='escape<only-function>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=NAME
; RUN: not %opt -passes='escape<frame-bytes=many>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=TEXT
; RUN: not %opt -passes='escape<frame-bytes=-1>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=NEGATIVE
; RUN: not %opt -passes='escape<certify=1>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=SWITCH
; RUN: not %opt -passes='escape<frame-bytes=>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=EMPTY
; RUN: not %opt -passes='escape<frame-bytes=16k>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=UNIT
; RUN: not %opt -passes='escape<frame-bytes=99999999999999999999>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=HUGE
; RUN: not %opt -passes='escape<oracle>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=ORACLE
; RUN: not %opt -passes='escape<oracle=both>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=BOTH
; RUN: not %opt -passes='escape<no-promote;nope>' -disable-output %s 2>&1 | FileCheck %s --check-prefix=UNKNOWN
; RUN: not %opt -passes='escape<no-promote' -disable-output %s 2>&1 | FileCheck %s --check-prefix=PIPELINE
; RUN: not %opt -passes='escapee' -disable-output %s 2>&1 | FileCheck %s --check-prefix=PASS
;
; UNKNOWN: error: escape: there is no option 'nope' (character {{1|12}} of the options){{$}}
; MISSING: error: escape: option 'frame-bytes' needs a value: frame-bytes=...
; NAME: error: escape: option 'only-function' needs a value: only-function=...
; TEXT: error: escape: option 'frame-bytes' takes a whole number, not 'many'
; NEGATIVE: error: escape: option 'frame-bytes' takes a whole number, not '-1'
; SWITCH: error: escape: option 'certify' takes no value
; EMPTY: error: escape: option 'frame-bytes' takes a whole number, not ''
; UNIT: error: escape: option 'frame-bytes' takes a whole number, not '16k'
; HUGE: error: escape: option 'frame-bytes' takes a whole number, not '99999999999999999999'
; ORACLE: error: escape: option 'oracle' needs a value: oracle=...
; BOTH: error: escape: option 'oracle' is check or count, not 'both'
; PIPELINE: unknown pass name 'escape<no-promote'
; PASS: unknown {{.*}} name 'escapee'

define void @f() {
  ret void
}
