/* The text form of graphs and skeletons, `.efg`: for tests, bug reports and
 * fuzzing. docs/efg.md has the grammar.
 *
 * A file is a list of graphs. It carries all of graph.h and skeleton.h but
 * `causes` (they borrow from summaries): read back, every `cause` is ESC_NONE.
 * Functions and allocator families are named by file-wide tables: the `id`,
 * `callee` and `family` of a graph that was read are indices into them.
 *
 * Round trip: writing what was read and reading it again gives the same graph,
 * number for number, and then the same bytes. A graph built by hand comes back
 * number for number if each function's parameters were added before its other
 * objects and constraints (esc_graph_check demands the order that matters). */
#ifndef ESCAPE_GRAPH_TEXT_H
#define ESCAPE_GRAPH_TEXT_H

#include "graph/skeleton.h"

/* A name is a run of bytes in the file's `chars`; any byte may occur. */
typedef struct esc_text_name {
  uint32_t start;
  uint32_t length;
} esc_text_name_t;

typedef struct esc_text_graph {
  esc_graph_t graph;
  ESC_ARRAY(esc_skeleton_t) skeletons; /* at most one for each function */
  ESC_ARRAY(esc_text_name_t) locs;     /* by esc_loc_t */
  ESC_ARRAY(esc_text_name_t) objects;  /* by esc_obj_t; placeholders: empty */
} esc_text_graph_t;

typedef struct esc_text_file {
  const esc_allocator_t *allocator;
  ESC_ARRAY(esc_text_graph_t) graphs;
  ESC_ARRAY(esc_text_name_t) functions; /* by id, with and without a body */
  ESC_ARRAY(esc_text_name_t) families;
  ESC_ARRAY(char) chars;
} esc_text_file_t;

/* The first thing wrong with a text. */
typedef struct esc_text_error {
  uint32_t line;       /* from 1; 0: not about a place */
  uint32_t column;     /* bytes, from 1 */
  const char *message; /* what was expected; static */
} esc_text_error_t;

/* Reads a whole file. Any bytes are safe to pass. Every graph and skeleton
 * that comes back satisfies graph/check.h. On ESC_BAD_INPUT `error` is set
 * (syntax is looked at as the text comes, names of objects at the end of their
 * graph); then and on ESC_NO_MEMORY `file` is empty and needs no free. The
 * caller frees with esc_text_free. Time and memory are linear in `size`. */
esc_status_t esc_text_read(const esc_allocator_t *allocator, const char *text,
                           size_t size, esc_text_file_t *file,
                           esc_text_error_t *error);
void esc_text_free(esc_text_file_t *file);

typedef enum esc_text_kind {
  ESC_TEXT_LOC,
  ESC_TEXT_OBJECT,
  ESC_TEXT_FUNCTION,
  ESC_TEXT_FAMILY
} esc_text_kind_t;

/* Where the writer's bytes go, and what things are called. */
typedef struct esc_text_writer {
  /* False stops the writing. */
  bool (*write)(void *context, const char *data, size_t size);
  /* The name of number `id`, not terminated, valid until the next call; or
   * NULL: the number is the name. Names are unique within their kind. May
   * itself be NULL. */
  const char *(*name)(void *context, esc_text_kind_t kind, uint32_t id,
                      size_t *length);
  void *context; /* of both */
} esc_text_writer_t;

/* The first line of a file. */
bool esc_text_write_start(const esc_text_writer_t *writer);
/* One graph that satisfies graph/check.h, with the skeletons of some of its
 * functions, each at most once. Allocates nothing. Returns false when the
 * writer did. */
bool esc_text_write_graph(const esc_text_writer_t *writer,
                          const esc_graph_t *graph,
                          const esc_skeleton_t *skeletons,
                          uint32_t skeleton_count);
/* A file that was read, under its own names; writer->name is not used. */
bool esc_text_write_file(const esc_text_writer_t *writer,
                         const esc_text_file_t *file);

#endif
