// The example of the docs, the whole text of clang, in source order.
//
// RUN: %clang -O2 -g -fno-caret-diagnostics -fpass-plugin=%plugin -Rpass=escape -Rpass-missed=escape -c -o %t.o %S/../../docs/example/user.c 2>&1 | FileCheck %s --match-full-lines --implicit-check-not=remark
//
// CHECK:      {{.*}}user.c:7:20: remark: moved to stack: u (48 bytes, slot; 1 free removed) [-Rpass=escape]
// CHECK-NEXT: {{.*}}user.c:16:20: remark: u escapes create_user_v2 to its result; u stays on the heap: the caller receives it. To change it: let the caller pass in the storage [-Rpass-missed=escape]
// CHECK-NEXT: {{.*}}user.c:7:20: remark: moved to stack of main: u (48 bytes, slot; 1 free removed) [-Rpass=escape]
// CHECK-NEXT: {{.*}}user.c:16:20: remark: moved to stack of main: u (48 bytes, slot; 1 free removed at {{.*}}user.c:26:3) [-Rpass=escape]
//
// The paths, too:
// RUN: %clang -O2 -g -fno-caret-diagnostics -fpass-plugin=%plugin -Rpass-analysis=escape -c -o %t.o %S/../../docs/example/user.c 2>&1 | FileCheck %s --check-prefix=PATHS --match-full-lines --implicit-check-not=remark
//
// PATHS:      {{.*}}user.c:7:20: remark: u does not escape create_user_v1 [-Rpass-analysis=escape]
// PATHS-NEXT: {{.*}}user.c:16:20: remark: u escapes create_user_v2 to its result: [-Rpass-analysis=escape]
// PATHS-NEXT: {{.*}}user.c:16:20: remark:   flow: ~result = u: [-Rpass-analysis=escape]
// PATHS-NEXT: {{.*}}user.c:16:20: remark:     from call to malloc (allocation) [-Rpass-analysis=escape]
// PATHS-NEXT: {{.*}}user.c:19:3: remark:     from return (return) [-Rpass-analysis=escape]
// PATHS-NEXT: {{.*}}user.c:7:20: remark: u does not escape main [-Rpass-analysis=escape]
// PATHS-NEXT: {{.*}}user.c:16:20: remark: u does not escape main [-Rpass-analysis=escape]
