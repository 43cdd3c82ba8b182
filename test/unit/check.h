/* Checks for unit tests. A failed check is printed and counted; the test goes
 * on. The last line of a test is "N passed, N failed". */
#ifndef ESCAPE_TEST_UNIT_CHECK_H
#define ESCAPE_TEST_UNIT_CHECK_H

#include <stdio.h>
#include <string.h>

static unsigned checks_passed, checks_failed;

#define CHECK(condition)                                                       \
  do {                                                                         \
    if (condition) {                                                           \
      ++checks_passed;                                                         \
    } else {                                                                   \
      ++checks_failed;                                                         \
      printf("%s:%d: failed: %s\n", __FILE__, __LINE__, #condition);           \
    }                                                                          \
  } while (0)

#define CHECK_UINT(actual, expected)                                           \
  do {                                                                         \
    unsigned long long actual_ = (actual), expected_ = (expected);             \
    if (actual_ == expected_) {                                                \
      ++checks_passed;                                                         \
    } else {                                                                   \
      ++checks_failed;                                                         \
      printf("%s:%d: %s is %llu, not %llu\n", __FILE__, __LINE__, #actual,     \
             actual_, expected_);                                              \
    }                                                                          \
  } while (0)

#define CHECK_STRING(actual, expected)                                         \
  do {                                                                         \
    const char *actual_ = (actual), *expected_ = (expected);                   \
    if (strcmp(actual_, expected_) == 0) {                                     \
      ++checks_passed;                                                         \
    } else {                                                                   \
      ++checks_failed;                                                         \
      printf("%s:%d: %s is\n  \"%s\", not\n  \"%s\"\n", __FILE__, __LINE__,    \
             #actual, actual_, expected_);                                     \
    }                                                                          \
  } while (0)

/* What main returns. */
static inline int checks_finish(void) {
  printf("%u passed, %u failed\n", checks_passed, checks_failed);
  return checks_failed != 0;
}

#endif
