// What templates of the library allocate is said where this file calls them, and nothing
// is said of the library's own functions; at -m -m -m it is.
//
// REQUIRES: report
// RUN: cd %S && %escape-c++ -m -O2 -c library.cpp -o %t.o > %t.txt 2>&1
// RUN: FileCheck %s --input-file=%t.txt
// RUN: FileCheck %s --input-file=%t.txt --check-prefix=OWN
// RUN: FileCheck %s --input-file=%t.txt --check-prefix=ONCE
// RUN: cd %S && %escape-c++ -m -m -O2 -c library.cpp -o %t.o 2>&1 | FileCheck %s --check-prefix=PATH
// RUN: cd %S && %escape-c++ -m -m -m -O2 -c library.cpp -o %t.o 2>&1 | FileCheck %s --check-prefix=ALL
//
// OWN-NOT: {{^[^ ]*/(bits|ext)/}}
// OWN-NOT: __clang_call_terminate
// ALL: /bits/unique_ptr.h:{{[0-9]+}}: leaking param: this

#include <memory>

// Two functions are made of it, and one line says what both do.
struct Base {
  int n;
  // ONCE: library.cpp:[[@LINE+4]]: this does not escape
  // ONCE-NEXT: library.cpp:[[@LINE+3]]:27: other does not escape
  // ONCE-NEXT: library.cpp:[[@LINE+3]]: this does not escape
  // ONCE-NOT: this does not escape
  Base(int n, const Base *other) : n(other ? other->n : n) {}
  virtual ~Base() {}
};
Base *kept;

__attribute__((noinline)) static void fill(Base &base, int n) { base.n += n; }

int moved(int n) {
  // CHECK: library.cpp:[[@LINE+2]]:15: {{.*}} does not escape moved
  // CHECK-NEXT: library.cpp:[[@LINE+1]]:15: moved to stack of moved: {{.*}} (16 bytes, slot; 1 free removed at library.cpp:{{[0-9:]+}}), inlined at library.cpp:[[@LINE+1]]:15
  auto base = std::make_unique<Base>(n, nullptr);
  fill(*base, n);
  return base->n;
}

int stays(int n) {
  // CHECK: library.cpp:[[@LINE+5]]:15: {{.*}} escapes stays
  // CHECK-NEXT: library.cpp:[[@LINE+4]]:15: {{.*}} stays on the heap
  // PATH: library.cpp:[[@LINE+3]]:15:   flow: {global kept} =
  // PATH-NEXT: library.cpp:[[@LINE+2]]:15:     from
  // PATH: library.cpp:[[@LINE+1]]:15:     from {{.*}}kept = {{.*}} at library.cpp:[[@LINE+2]]
  auto base = std::make_unique<Base>(n, nullptr);
  kept = base.get();
  fill(*base, n);
  return base.release()->n;
}
