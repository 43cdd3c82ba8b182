/* escape: the public interface in C, without LLVM.
 *
 * So far the closed list of reasons, for tools that read remarks: every missed
 * remark of pass `escape` is named by one of them. All strings are static,
 * UTF-8, and valid for ever; nothing here allocates, and everything is safe to
 * call from any thread. */
#ifndef ESCAPE_ESCAPE_H
#define ESCAPE_ESCAPE_H

/* What the shared libraries export. */
#if defined(__GNUC__)
#define ESCAPE_API __attribute__((visibility("default")))
#else
#define ESCAPE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* "MAJOR.MINOR.PATCH" of the library. */
ESCAPE_API const char *escape_version(void);

/* One reason why an allocation stays on the heap. */
typedef struct escape_reason {
  const char *name; /* the remark's name; permanent */
  const char *text; /* completes "NAME stays on the heap: ..." */
  const char *fix;  /* who could change it; "" if nobody can */
} escape_reason_t;

/* How many reasons there are. */
ESCAPE_API unsigned escape_reason_count(void);

/* Reason number `index`, below escape_reason_count(), in the order of
 * docs/remarks.md; all fields NULL beyond. */
ESCAPE_API escape_reason_t escape_reason(unsigned index);

#ifdef __cplusplus
}
#endif

#endif
