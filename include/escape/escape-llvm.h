/* escape in a program of your own: the pass and its analysis over LLVM-C.
 *
 *   char *message;
 *   escape_result_t *result = escape_run(module, "max-paths=2", 0, &message);
 *   for (size_t i = 0; result && i < result->site_count; ++i)
 *     puts(result->sites[i]->verdict);
 *   escape_result_free(result);
 *
 * Ownership: a result owns everything that is reached from it, strings too. It
 * holds copies, so it may outlive the module and its context. Strings are
 * UTF-8 and never NULL: "" where nothing is known.
 *
 * Errors: nothing here prints, exits or ends the process; what went wrong comes
 * back as a message. (LLVM itself ends the process when memory is out.)
 *
 * Threads: no state is shared. Calls are safe at once in several threads if
 * their modules are of different contexts. A result is read by any number of
 * threads.
 *
 * ABI: the library is for one major version of LLVM, whose number is in its
 * file name, and the process must have that LLVM only once, as a shared
 * library. ESCAPE_LLVM_INTERFACE counts what was added: structs only ever grow
 * at their end, and are reached through pointers that the library hands out,
 * so a program built with an older header goes on to work. What cannot be kept
 * changes the soname. A field that came with interface N may be read if
 * escape_llvm_interface() is at least N. */
#ifndef ESCAPE_ESCAPE_LLVM_H
#define ESCAPE_ESCAPE_LLVM_H

#include "escape/escape.h"

#include <llvm-c/Types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ESCAPE_LLVM_INTERFACE 1

/* A position in the source; line 0: not known. */
typedef struct escape_place {
  const char *directory; /* of the compilation; "" with an absolute file */
  const char *file;
  uint32_t line, column;
} escape_place_t;

/* One step of an object's address on its way out. */
typedef struct escape_hop {
  const char *text;     /* "from call to keep (argument 1: its body ...)" */
  const char *function; /* in whose source it is */
  escape_place_t place;
  uint32_t depth; /* 0: in the site's function; more: in its callees */
} escape_hop_t;

/* One way out of an object, from where it is made to where it leaves. */
typedef struct escape_flow {
  const char *target; /* "~result", "{unknown function log_event}" */
  const char *fix;    /* what would close this way; "" if nothing is known */
  const escape_hop_t *const *hops;
  size_t hop_count;
} escape_flow_t;

typedef enum escape_lifetime {
  ESCAPE_LOCAL = 0,    /* dead when its function returns */
  ESCAPE_CALLER = 1,   /* reaches the caller, and nothing else */
  ESCAPE_EXTERNAL = 2, /* unknown code or memory may keep it */
  ESCAPE_UNKNOWN = 3   /* the analysis did not finish */
} escape_lifetime_t;

typedef enum escape_action {
  ESCAPE_KEPT = 0,
  ESCAPE_TO_SLOT = 1,       /* a variable of its frame */
  ESCAPE_TO_SIZED_SLOT = 2, /* that, if it is at most stack_bytes large */
  ESCAPE_TO_POOL = 3        /* an element of a pool in the frame */
} escape_action_t;

/* One allocation, in one function: the verdict, and what was done. */
typedef struct escape_site {
  const char *name;      /* what the programmer calls the object */
  const char *allocator; /* "malloc" */
  const char *type;      /* "struct user" */
  const char *function;  /* in whose frame it is judged */
  const char *made_in;   /* a callee that makes it for `function`; "": itself */
  const char *identity;  /* survives edits elsewhere; see docs/reports.md */
  escape_place_t place;  /* of the allocation */
  escape_place_t owner;  /* with made_in: of the call in `function` */
  uint32_t lifetime;     /* escape_lifetime_t */
  uint32_t action;       /* escape_action_t */
  bool is_done;          /* false: it was not done, for want of a flag */
  bool is_size_bound;    /* size is the most it can be */
  const char *reason;    /* why it stays: a name of escape_reason(); or "" */
  const char *verdict;   /* "u escapes create to its result" */
  const char *outcome;   /* "moved to stack: u (48 bytes, slot; ...)" */
  uint64_t size;         /* bytes; UINT64_MAX: not known */
  uint64_t stack_bytes;  /* of the slot or element */
  uint32_t pool_elements;
  uint32_t frees_removed, frees_guarded;
  uint32_t loop_depth; /* loops around it */
  uint32_t more_flows; /* ways out beyond max-paths */
  const escape_flow_t *const *flows;
  size_t flow_count;
} escape_site_t;

/* What a function may do with a pointer parameter. */
typedef struct escape_parameter {
  const char *name;
  uint32_t index;       /* of its argument, from 0 */
  int32_t result_level; /* -1: the result has nothing of it; 0: may be it; 1:
                           may be what it points to; and so on */
  bool leaks;           /* others may keep it when the function has returned */
  bool content_leaks;   /* or what is stored where it points */
  bool is_stored;       /* in memory of other parameters, or of new objects */
  bool is_passed;       /* to a function that the caller passed */
  bool may_be_freed;
} escape_parameter_t;

/* The summary of a function that has a body. */
typedef struct escape_function {
  const char *name;   /* what the source calls it */
  const char *symbol; /* what the linker calls it */
  escape_place_t place;
  const char *summary; /* a sentence: "returns an object it makes (48 bytes)" */
  const escape_parameter_t *const *parameters; /* those of pointer type */
  size_t parameter_count;
  const char *const *sentences; /* on parameters: "leaking param: p" */
  size_t sentence_count;
  const escape_site_t *const *sites; /* those in it */
  size_t site_count;
} escape_function_t;

/* Callees before callers. */
typedef struct escape_result {
  const escape_function_t *const *functions;
  size_t function_count;
  const escape_site_t *const *sites; /* of all functions */
  size_t site_count;
} escape_result_t;

typedef enum escape_run_flag {
  /* Promotes what can be; without it the module stays as it is. */
  ESCAPE_PROMOTE = 1 << 0,
  /* Remarks go to the context's diagnostic handler, and to its remark file if
   * it has one, whatever -pass-remarks says; without it there are none. */
  ESCAPE_EMIT_REMARKS = 1 << 1
} escape_run_flag_t;

/* What the library provides: at least ESCAPE_LLVM_INTERFACE of the header that
 * a program needs. Cannot fail. */
ESCAPE_API unsigned escape_llvm_interface(void);

/* The major version of the LLVM that the library is for. Cannot fail. */
ESCAPE_API unsigned escape_llvm_major(void);

/* Runs the pass on `module`, which is valid (LLVMVerifyModule says so), with
 * options as in `escape<...>` (see the README), "" or NULL for none, and flags
 * of escape_run_flag_t.
 *
 * Returns the result, which the caller frees; NULL if something went wrong:
 * the options are bad (the module is as it was), or a file could not be
 * written or a solution was refused (the module is valid, and may have been
 * changed). Then `*message` is a text that the caller frees with
 * escape_message_free: "escape: there is no option 'x' (character 12 of the
 * options)"; of a file "FILE:LINE:COLUMN: what". Else `*message` is NULL.
 * `message` may be NULL.
 *
 * With ESCAPE_PROMOTE every LLVMValueRef into a function of the module may be
 * stale afterwards; functions and globals stay, and copies of functions may
 * have come. It takes time in proportion to the module. */
ESCAPE_API escape_result_t *escape_run(LLVMModuleRef module,
                                       const char *options, unsigned flags,
                                       char **message);

/* The site of a call, in its own function; NULL if it is none, or if the run
 * was made with ESCAPE_PROMOTE, after which calls may be gone. Borrowed from
 * the result. Only until the module changes. */
ESCAPE_API const escape_site_t *
escape_result_find(const escape_result_t *result, LLVMValueRef call);

/* Frees a result and all that was reached from it; NULL: nothing. */
ESCAPE_API void escape_result_free(escape_result_t *result);

/* Frees a message; NULL: nothing. */
ESCAPE_API void escape_message_free(char *message);

#ifdef __cplusplus
}
#endif

#endif
