/* What a function of an allocator does, as a user describes it
 * (docs/allocators.md).
 *
 * A family is one heap: what one of its functions made, only its own functions
 * give back. A function belongs to one family. Descriptions are plain data; the
 * host reads them from a file and finds the arguments of a call by their
 * numbers. Arguments are numbered from 1, as in `alloc_size` of C compilers; 0
 * is none. */
#ifndef ESCAPE_GRAPH_HEAP_FUNCTION_H
#define ESCAPE_GRAPH_HEAP_FUNCTION_H

#include <stdbool.h>
#include <stdint.h>

typedef enum esc_heap_action {
  ESC_HEAP_ALLOC,
  ESC_HEAP_REALLOC, /* frees `pointer`, the result holds what it held */
  ESC_HEAP_DUP,     /* the result is a copy of what `pointer` points to */
  ESC_HEAP_FREE
} esc_heap_action_t;

/* How `name` is meant. */
typedef enum esc_heap_match {
  ESC_HEAP_SYMBOL,   /* the symbol is `name` */
  ESC_HEAP_PATTERN,  /* `name` is a pattern of fnmatch(3) for the symbol */
  ESC_HEAP_DEMANGLED /* the same, for the demangled symbol */
} esc_heap_match_t;

/* A 64-bit number in the initial contents of the global variable that an
 * argument is the address of. The describer says that it never changes. */
typedef struct esc_heap_field {
  uint32_t argument; /* 0: there is no such field */
  uint32_t offset;   /* in bytes */
  uint64_t mask;     /* of the bits that count */
} esc_heap_field_t;

typedef struct esc_heap_family {
  const char *name; /* borrowed */
  /* No function gives single objects back: a collector does, or the whole heap
   * goes at once. Nothing has to be known of frees. */
  bool is_never_freed;
  /* The collector does not look at frames by itself: what lies there and points
   * into its heap would be missed. */
  bool needs_roots;
} esc_heap_family_t;

typedef struct esc_heap_function {
  const char *name; /* borrowed */
  uint8_t match;    /* esc_heap_match_t */
  uint8_t action;   /* esc_heap_action_t */
  uint32_t family;  /* index into families */
  /* The size asked for is `bytes`, or the product of the arguments `size` and
   * `count`, or a field. An overflowing product makes no object. */
  uint64_t bytes;
  uint32_t size;
  uint32_t count;
  esc_heap_field_t size_field;
  uint32_t pointer;           /* what is freed, reallocated or copied */
  uint32_t alignment;         /* the argument that asks for an alignment */
  uint32_t align;             /* bytes that are promised always */
  bool is_zeroed;             /* the object is zero at first */
  bool zero_size_is_null;     /* programs may rely on null for size 0 */
  esc_heap_field_t finalized; /* not zero: a finalizer sees the object die */
} esc_heap_function_t;

/* Borrowed: the host owns the arrays. */
typedef struct esc_heap_table {
  const esc_heap_family_t *families;
  const esc_heap_function_t *functions;
  uint32_t family_count;
  uint32_t function_count;
} esc_heap_table_t;

/* The rule that `function` breaks, as a text that says what was expected; NULL
 * if it keeps them all. The family is not looked at. */
const char *esc_heap_function_check(const esc_heap_function_t *function);

/* The description of a symbol: that of its name, else the first pattern that
 * fits; NULL if there is none. `demangled` may be NULL. */
const esc_heap_function_t *esc_heap_table_find(const esc_heap_table_t *table,
                                               const char *symbol,
                                               const char *demangled);

#endif
