/* Assertions about allocations that the compiler checks.
 *
 *     struct user *u = malloc(sizeof *u);
 *     ESCAPE_MUST_BE_PROMOTED(u);
 *
 * Under escape-cc and escape-c++, which define __ESCAPE__, an assertion that
 * does not hold is an error at its line, with the path by which the object
 * escapes. Everywhere else the macros do nothing. They change nothing of the
 * program and cost nothing as it runs; code that is never reached does not
 * count. docs/assertions.md says more. */
#ifndef ESCAPE_ASSERT_H
#define ESCAPE_ASSERT_H

#ifdef __ESCAPE__

#ifdef __cplusplus
extern "C" {
#endif

/* Taken out by the plugin before anything is optimized. */
#define ESCAPE_ASSERTION_                                                      \
  __attribute__((nothrow, error("__ESCAPE__ is defined, but the plugin of "    \
                                "escape is not loaded")))
void escape_assert_local(const volatile void *) ESCAPE_ASSERTION_;
void escape_assert_promoted(const volatile void *) ESCAPE_ASSERTION_;
void escape_assert_not_kept(const volatile void *) ESCAPE_ASSERTION_;
#undef ESCAPE_ASSERTION_

#ifdef __cplusplus
}
#endif

/* What the variable `pointer` was just given by malloc, new or another allocator
 * does not outlive the function. */
#define ESCAPE_MUST_NOT_ESCAPE(pointer) escape_assert_local(pointer)

/* It is on the stack: of this function, or of a caller that owns it. */
#define ESCAPE_MUST_BE_PROMOTED(pointer) escape_assert_promoted(pointer)

/* Of a parameter: after the function returns nobody has it because of the
 * function, but through its result. */
#define ESCAPE_MUST_NOT_BE_KEPT(parameter) escape_assert_not_kept(parameter)

#else

#define ESCAPE_MUST_NOT_ESCAPE(pointer) ((void)0)
#define ESCAPE_MUST_BE_PROMOTED(pointer) ((void)0)
#define ESCAPE_MUST_NOT_BE_KEPT(parameter) ((void)0)

#endif

#endif
