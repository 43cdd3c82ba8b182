// 5. `g = *pp`: leaking param content. What the caller stored there escapes, its
// holder does not.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o %t.ll %s
// RUN: %opt -passes='print<escape>' -disable-output %t.ll 2>&1 | FileCheck %s

void *malloc(unsigned long);
void free(void *);
char *g;

// CHECK-LABEL: function content
// CHECK-NEXT: leaking param content: pp
static void content(char **pp) { g = *pp; }

// CHECK-LABEL: function caller
// CHECK: holder: malloc, 8 bytes
// CHECK-NEXT: verdict: holder does not escape caller
// CHECK-NEXT: action: promote to a slot, drop 1 free
// CHECK: held: malloc, 4 bytes
// CHECK-NEXT: verdict: held escapes caller
// CHECK-NEXT: flow: {global g} = held:
// CHECK-NEXT: from call to malloc (allocation) at {{.*}}05-content-to-global.c:[[@LINE+7]]:16
// CHECK-NEXT: from store
// CHECK: from call to content (argument 1: kept by it) at {{.*}}:[[@LINE+7]]:3
// CHECK: from store to {global g} (store to memory that others see) in content at {{.*}}05-content-to-global.c:[[@LINE-12]]:36
// CHECK-NEXT: action: kept (Escapes)
void caller(void) {
  char **holder = malloc(8);
  char *held = malloc(4);
  *holder = held;
  content(holder);
  free(holder);
}
