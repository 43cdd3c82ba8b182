/* Counts the program's own calls of malloc: link with -Wl,--wrap=malloc. It is a
 * file of its own, compiled without the pass, so no optimizer sees through it. */
#include <stddef.h>

unsigned long malloc_calls;

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

void *__wrap_malloc(size_t size) {
  malloc_calls++;
  return __real_malloc(size);
}
