/* The source text at a place, as an expression a reader knows again.
 *
 * Positions in debug information are where an expression begins, or its
 * operator. From there the text of the whole expression is read back, without a
 * parser: brackets, quotes and comments are enough. Where the text does not
 * have the shape that is looked for (a macro, another language, a file that
 * changed), there is no excerpt, and the report falls back to the description
 * in the record. */
#ifndef ESCAPE_REPORT_SOURCE_H
#define ESCAPE_REPORT_SOURCE_H

#include "report/record.h"

typedef enum esc_excerpt_kind {
  ESC_EXCERPT_CALL,   /* at a call: `malloc(sizeof *u)`, `new T(x)` */
  ESC_EXCERPT_RETURN, /* at `return`: the statement */
  ESC_EXCERPT_STORE,  /* at `=`, or in an assignment: the assignment */
  ESC_EXCERPT_VALUE   /* in a name: `err->where` */
} esc_excerpt_kind_t;

typedef struct esc_source_file {
  const char *name, *directory; /* as in records; the second may be empty */
  const char *text;             /* NULL: not found */
  size_t length;
  uint32_t line_count;
  uint32_t *line_starts;
  struct esc_source_file *next; /* with the same hash */
} esc_source_file_t;

enum { ESC_SOURCE_BUCKETS = 1024 };

typedef struct esc_sources {
  esc_arena_t arena;
  const char *const *roots; /* folders to look in, besides the record's own */
  uint32_t root_count;
  esc_source_file_t *buckets[ESC_SOURCE_BUCKETS];
} esc_sources_t;

void esc_sources_init(esc_sources_t *sources, const esc_allocator_t *allocator);
void esc_sources_free(esc_sources_t *sources);

/* The file `name`, looked for as it is, below the record's `directory` (or
 * NULL) and below each root. Never NULL but when memory is out; `text` is NULL
 * if there is none. */
const esc_source_file_t *esc_source_find(esc_sources_t *sources,
                                         const char *name,
                                         const char *directory);

/* The text of one line without its end; NULL if there is no such line. */
const char *esc_source_line(const esc_source_file_t *file, uint32_t line,
                            size_t *length);

/* Writes the expression at `place` on one line, at most `size` - 1 bytes, a
 * long one shortened to `name(...)` or by dots. False: there is none. */
bool esc_source_excerpt(esc_sources_t *sources, const esc_place_t *place,
                        const char *directory, esc_excerpt_kind_t kind,
                        char *buffer, size_t size);

/* What the call at `place` is assigned to, if that is one word: "p->name" of
 * `p->name = (char *)malloc(n)`. False: to nothing, or to more than a word. */
bool esc_source_assigned(esc_sources_t *sources, const esc_place_t *place,
                         const char *directory, char *buffer, size_t size);

/* Column of the parameter `name` of the function that starts at `line`, or 0;
 * `line` moves to the line it stands in. */
uint32_t esc_source_parameter(const esc_source_file_t *file,
                              const char *parameter, uint32_t *line);

#endif
