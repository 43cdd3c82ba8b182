/* What the parts of the reader of the text form share. Internal to graph/. */
#ifndef ESCAPE_GRAPH_TEXT_READER_H
#define ESCAPE_GRAPH_TEXT_READER_H

#include "graph/text_scan.h"

/* A use of an object's name. Objects may be named before they are declared, so
 * uses are looked up at the end of their graph, in the order of the text. */
typedef enum esc_text_use_kind {
  ESC_USE_ADDR_OF, /* `index` is a constraint */
  ESC_USE_HOLD,    /* a constraint; the object must be a constant */
  ESC_USE_MUST,    /* a fact; the object must be a site */
  ESC_USE_EVENT,   /* an event of `skeleton`; a site or fresh object of it */
  ESC_USE_NAMED    /* the same, or what a parameter points to */
} esc_text_use_kind_t;

typedef struct esc_text_use {
  esc_text_use_kind_t kind;
  uint32_t symbol;
  uint32_t skeleton;
  uint32_t index;
  esc_text_place_t place;
} esc_text_use_t;

typedef struct esc_text_reader {
  esc_scan_t scan;
  const esc_allocator_t *allocator;
  esc_text_file_t *file;
  esc_text_symbols_t symbols;
  esc_text_graph_t graph;   /* the one being read */
  uint32_t graph_number;    /* from 1 */
  uint32_t function;        /* index of the one being read, or ESC_NONE */
  uint32_t function_symbol; /* its symbol */
  ESC_ARRAY(esc_text_use_t) uses;
  ESC_ARRAY(esc_text_place_t) successor_places; /* of the skeleton being read */
} esc_text_reader_t;

/* Each takes one thing and fails if another comes. Like the cursor's functions
 * they do nothing after a failure. */
esc_loc_t esc_read_loc(esc_text_reader_t *reader);
/* `%name` or `_`, which is ESC_NONE. False on failure. */
bool esc_read_loc_or_none(esc_text_reader_t *reader, esc_loc_t *loc);
/* The symbol of `@name`, or ESC_NONE. It has its id. */
uint32_t esc_read_function(esc_text_reader_t *reader);
/* `[!N]`; the line's number if it is left out. */
esc_origin_t esc_read_origin(esc_text_reader_t *reader);
/* `[family=NAME]`: its index, or ESC_NONE. */
uint32_t esc_read_family(esc_text_reader_t *reader);
/* Notes a use of `#name` or `@name[N]` by what has `index`. */
void esc_read_object(esc_text_reader_t *reader, esc_text_use_kind_t kind,
                     uint32_t index);
uint32_t esc_read_placeholder_symbol(esc_text_reader_t *reader,
                                     uint32_t function_symbol, uint32_t param);
bool esc_read_size(esc_text_reader_t *reader, uint32_t *size);

/* One statement, up to the end of its line (of its block for `cfg`). */
void esc_read_statement(esc_text_reader_t *reader);
/* The rest of `cfg {`. */
void esc_read_cfg(esc_text_reader_t *reader);

#endif
