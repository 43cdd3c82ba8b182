// A local whose address the caller's memory holds is met by unknown code while the
// function runs: what was stored in it has left (`ctx->top = &local; call();`).
/* the usual "chain of frames" pattern: ctx->top points to a local while a
 * callback runs */
#include <stdio.h>
#include <stdlib.h>
struct frame {
  int *data;
  struct frame *prev;
};
struct ctx {
  struct frame *top;
};
struct ctx main_ctx;
int *saved;
__attribute__((noinline)) void cb(void) { saved = main_ctx.top->data; }
static __attribute__((noinline)) void with(struct ctx *c, int *z) {
  struct frame n = {z, c->top};
  c->top = &n;
  cb();
  c->top = n.prev;
}
__attribute__((noinline)) void test(struct ctx *c) {
  int *z = malloc(64);
  *z = 42;
  with(c, z);
}
__attribute__((noinline)) void smash(void) {
  volatile char b[512];
  for (int i = 0; i < 512; i++)
    b[i] = 'Z';
}
int main(int n, char **v) {
  static struct ctx other;
  test(n > 5 ? &other : &main_ctx);
  smash();
  printf("%d\n", *saved);
  return 0;
}
