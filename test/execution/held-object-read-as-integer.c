// Bits of an object that the caller's memory holds are read as an integer and leave:
// they may be of a pointer that was stored there through an alias.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
uint64_t g;
__attribute__((noinline)) void sink(uint64_t v) { g = v; }
static __attribute__((noinline)) int **f(int ***p, int ***r, int *z) {
  int **h = malloc(8);
  *h = 0;
  *p = h;
  **r = z;
  uint64_t bits;
  memcpy(&bits, h, sizeof bits);
  sink(bits);
  return h;
}
__attribute__((noinline)) void test(int ***p, int ***r) {
  int *z = malloc(4);
  *z = 42;
  f(p, r, z);
  **p = 0;
  *p = 0;
}
__attribute__((noinline)) void test2(int c) {
  int **a = 0, **b = 0;
  int *z = malloc(4);
  *z = 42;
  f(&a, c ? &b : &a, z);
}
__attribute__((noinline)) void smash(void) {
  volatile char b[512];
  for (int i = 0; i < 512; i++)
    b[i] = 'Z';
}
int main(int n, char **v) {
  test2(n > 5);
  smash();
  printf("%d\n", *(int *)g);
  return 0;
}
