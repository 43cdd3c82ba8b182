/* For the programs of this folder: failed checks are printed and counted, and the
 * stack can be overwritten, so that a dangling address reads rubbish. */
#ifndef ESCAPE_TEST_CHECK_H
#define ESCAPE_TEST_CHECK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOINLINE __attribute__((noinline))
#define UNUSED __attribute__((unused))

static int failures, checks;

#define CHECK(condition)                                                       \
  do {                                                                         \
    checks++;                                                                  \
    if (!(condition)) {                                                        \
      failures++;                                                              \
      printf("%s: wrong: %s\n", __func__, #condition);                         \
    }                                                                          \
  } while (0)

/* Overwrites what is below the caller's frame, where frames that are gone were. */
NOINLINE UNUSED static void dirty_stack(void) {
  volatile unsigned char rubbish[8192];
  for (unsigned i = 0; i < sizeof rubbish; i++)
    rubbish[i] = (unsigned char)(0xA5 + i);
}

/* Stands for a value the optimizer cannot know. */
NOINLINE UNUSED static long opaque(long x) {
  __asm__ volatile("" : "+r"(x));
  return x;
}

/* The exit code, after a line that says how much was checked. */
UNUSED static int done(void) {
  printf("%d checks, %d wrong\n", checks, failures);
  return failures != 0;
}

#endif
