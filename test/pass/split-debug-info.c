// -gsplit-dwarf: the variable that held the object's address is described in the .dwo
// file as before, and debug information is valid.
//
// RUN: mkdir -p %t.d && cd %t.d
// RUN: %clang -O1 -g -gsplit-dwarf -fpass-plugin=%plugin -Rpass=escape -c %s -o split.o 2>&1 | FileCheck %s
// RUN: llvm-dwarfdump --verify split.o
// RUN: llvm-dwarfdump --name=object split.dwo | FileCheck %s --check-prefix=VARIABLE
//
// CHECK: moved to stack: object (16 bytes, slot; 1 free removed)
// VARIABLE: DW_TAG_variable
// VARIABLE-NEXT: DW_AT_location
// VARIABLE: DW_AT_name ("object")

void *malloc(unsigned long);
void free(void *);
void *memset(void *, int, unsigned long);
int puts(const char *);

void greet(int n) {
  char *object = malloc(16);
  memset(object, 'a', n);
  object[n] = 0;
  puts(object);
  free(object);
}
