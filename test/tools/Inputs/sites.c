/* Five promotions, one a function. */
#include <stdlib.h>
#include <string.h>
#define SITE(NAME)                                                             \
  __attribute__((noinline)) int NAME(int n) {                                  \
    char *p = malloc(40);                                                      \
    if (!p)                                                                    \
      abort();                                                                 \
    memset(p, n, 40);                                                          \
    n += p[n];                                                                 \
    free(p);                                                                   \
    return n;                                                                  \
  }
SITE(first)
SITE(second)
SITE(third)
SITE(fourth)
SITE(fifth)
int main(void) {
  return first(1) + second(1) + third(1) + fourth(1) + fifth(1) - 10;
}
