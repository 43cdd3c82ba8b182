// What clang prints of its pipeline, opt reads, and prints again: all of our passes
// have names.
//
// RUN: %clang -O2 -fpass-plugin=%plugin -mllvm -escape-options=frame-bytes=77 -mllvm -print-pipeline-passes -c %s -o %t.o > %t.txt
// RUN: FileCheck %s < %t.txt
// RUN: %clang -O2 -fpass-plugin=%plugin -mllvm -escape-options=source-report -mllvm -print-pipeline-passes -c %s -o %t.o | FileCheck %s --check-prefix=SOURCE
// RUN: echo 'define void @f() { ret void }' > %t.ll
// RUN: %python -c 'import subprocess, sys; sys.exit(subprocess.call(sys.argv[2:] + ["-passes=" + open(sys.argv[1]).read().strip()]))' %t.txt opt -load-pass-plugin=%plugin -print-pipeline-passes -disable-output %t.ll > %t.again.txt
// RUN: FileCheck %s < %t.again.txt
//
// CHECK: assertions<escape>,{{.*}}names<escape>,{{.*}}escape<frame-bytes=77>,
// SOURCE: assertions<escape>,{{.*}}source<escape>,{{.*}}escape<source-report>,

void f(void) {}
