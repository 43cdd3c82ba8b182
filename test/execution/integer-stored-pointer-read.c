// Memory written as an integer is read as a pointer: it is no empty pointer, what is
// stored through it leaves.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
union u {
  uintptr_t i;
  int **p;
};
struct h {
  union u u;
};
int **g;
static __attribute__((noinline)) void put(struct h *h, uintptr_t i) {
  h->u.i = i;
}
__attribute__((noinline)) void test(struct h *h, int **x) {
  struct h l;
  put(&l, (uintptr_t)x);
  int *y = malloc(4);
  *y = 42;
  *l.u.p = y;
}
__attribute__((noinline)) void smash(void) {
  volatile char b[512];
  for (int i = 0; i < 512; i++)
    b[i] = 'Z';
}
int main(int n, char **v) {
  static int *x;
  struct h h;
  test(&h, &x);
  smash();
  printf("%d\n", *x);
  return 0;
}
