// A local whose address one parameter's memory holds is met through another
// parameter that points to the same memory.
/* no unknown code at all: two parameters alias, a local is met through the
 * other one */
#include <stdio.h>
#include <stdlib.h>
int *g;
static __attribute__((noinline)) void f(int ***p, int ***r, int *z) {
  int *slot = 0;
  *p = &slot;
  **r = z;
  g = slot;
  *p = 0;
}
__attribute__((noinline)) void test(int c) {
  int **a = 0, **b = 0;
  int *z = malloc(64);
  *z = 42;
  f(&a, c ? &b : &a, z);
}
__attribute__((noinline)) void smash(void) {
  volatile char b[512];
  for (int i = 0; i < 512; i++)
    b[i] = 'Z';
}
int main(int n, char **v) {
  test(n > 5);
  smash();
  printf("%d\n", *g);
  return 0;
}
