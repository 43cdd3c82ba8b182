// strdup reads the object, and the call is marked `tail` at -O2: with the marker the
// stores to a slot would be dead.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
__attribute__((noinline)) char *mk(char c) {
  char *p = malloc(16);
  p[0] = c;
  p[1] = 'x';
  p[2] = 0;
  char *q = strdup(p);
  free(p);
  return q;
}
int main(int n, char **v) {
  puts(mk('a' + n));
  return 0;
}
