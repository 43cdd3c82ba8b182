// 63. make/destroy pair of a structure with an inner buffer, not inlined: both in the
// caller's frame, and the report says where they are made and whose they are. The keep
// twin: a pair whose buffer is also entered in a list of the program.
//
// RUN: %clang -O0 -Xclang -disable-O0-optnone -g -S -emit-llvm -o - %s | %opt -passes='function(sroa)' -o %t.bc
// RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -pass-remarks-missed=escape -S -o %t.ll %t.bc 2>&1 | FileCheck %s --check-prefix=REMARK
// RUN: FileCheck %s < %t.ll

void *malloc(unsigned long);
void free(void *);
struct text { char *buffer; unsigned long length; };
char *last;

__attribute__((noinline)) struct text *make(unsigned long length) {
  struct text *text = malloc(sizeof *text);
  if (!text)
    return 0;
  text->buffer = malloc(length);
  if (!text->buffer) {
    free(text);
    return 0;
  }
  text->length = length;
  return text;
}

__attribute__((noinline)) void destroy(struct text *text) {
  if (!text)
    return;
  free(text->buffer);
  free(text);
}

__attribute__((noinline)) struct text *make_known(unsigned long length) {
  struct text *text = make(length);
  if (text)
    last = text->buffer;
  return text;
}

// REMARK: 63-make-and-destroy.c:15:23: moved to stack of owner: text (16 bytes, slot; 2 calls specialised), made in make for owner ({{.*}}63-make-and-destroy.c:[[@LINE+9]]:23)
// REMARK: 63-make-and-destroy.c:18:18: moved to stack of owner: malloc at line 18 (slot if at most 256 bytes; 2 calls specialised), made in make for owner
// CHECK-LABEL: define dso_local i64 @owner(
// CHECK-DAG: alloca [16 x i8], align 16
// CHECK-DAG: alloca [256 x i8], align 16
// CHECK: call ptr @make.frame(
// CHECK-NOT: call void @destroy(
// CHECK: call void @destroy.frame(
unsigned long owner(unsigned long length) {
  struct text *text = make(length);
  if (!text)
    return 0;
  text->buffer[0] = 1;
  unsigned long result = text->length;
  destroy(text);
  return result;
}

// CHECK-LABEL: define dso_local void @known(
// CHECK-NOT: alloca [256 x i8]
// CHECK: ret void
void known(unsigned long length) {
  destroy(make_known(length));
}
