// 58. atexit and signal handlers: what they can see escapes. 59. the argument of
// pthread_create: escapes, also when joined.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o %t.ll %s
// RUN: %opt -passes='print<escape>' -disable-output %t.ll 2>&1 | FileCheck %s
// RUN: %opt -passes='escape' -pass-remarks-missed=escape -disable-output %t.ll 2>&1 | FileCheck %s --check-prefix=REMARK

void *malloc(unsigned long);
void free(void *);
int atexit(void (*)(void));
int on_exit(void (*)(int, void *), void *);
void (*signal(int, void (*)(int)))(int);
int pthread_create(unsigned long *, const void *, void *(*)(void *), void *);
int pthread_join(unsigned long, void **);

static int *seen;
static void print(void) { seen[0]++; }
static void handle(int number) { seen[0] = number; }
static void release(int code, void *p) { free(p); }
static void *run(void *p) { return p; }

// CHECK-LABEL: function at_exit
// CHECK: x escapes at_exit
// CHECK-NEXT: flow: {global seen} = x:
// CHECK: action: kept (Escapes)
// REMARK: [[@LINE+2]]:12: x escapes at_exit; x stays on the heap
void at_exit(void) {
  int *x = malloc(4);
  seen = x;
  atexit(print);
}

// CHECK-LABEL: function at_signal
// CHECK: x escapes at_signal
// CHECK-NEXT: flow: {global seen} = x:
// CHECK: action: kept (Escapes)
void at_signal(void) {
  int *x = malloc(4);
  seen = x;
  signal(2, handle);
  free(x);
}

// CHECK-LABEL: function with_argument
// CHECK: x escapes with_argument
// CHECK: from call to on_exit (argument 2: registered to be called later) at {{.*}}58-registered.c:[[@LINE+4]]:3
// CHECK: action: kept (Escapes)
void with_argument(void) {
  int *x = malloc(4);
  on_exit(release, x);
}

// CHECK-LABEL: function joined
// CHECK: x escapes joined
// CHECK: from call to pthread_create (argument 4: handed to another thread) at {{.*}}58-registered.c:[[@LINE+6]]:3
// CHECK: action: kept (Escapes)
// REMARK: [[@LINE+3]]:12: x escapes joined; x stays on the heap
void joined(void) {
  unsigned long thread;
  int *x = malloc(4);
  pthread_create(&thread, 0, run, x);
  pthread_join(thread, 0);
  free(x);
}
