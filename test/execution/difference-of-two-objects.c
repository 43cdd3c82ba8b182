// The difference of the addresses of two objects leads from one to the other: both
// addresses have left.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
static char base[16];
volatile uintptr_t d;
int **g;
__attribute__((noinline)) void test(char *b) {
  int ***a = malloc(16);
  d = (uintptr_t)a - (uintptr_t)b;
  int ***a2 = (int ***)((uintptr_t)b + d);
  *a2 = malloc(8);
  g = *a2;
  int *z = malloc(64);
  *z = 42;
  **a = z;
  free(a);
}
__attribute__((noinline)) void smash(void) {
  volatile char b[512];
  for (int i = 0; i < 512; i++)
    b[i] = 'Z';
}
int main(int n, char **v) {
  test(base);
  smash();
  printf("%d\n", **g);
  return 0;
}
