/* A cursor over the text form, and the table of its names. Internal to graph/.
 *
 * The first failure stays: every later call does nothing and returns false, so
 * a reader may look at the status once a line. */
#ifndef ESCAPE_GRAPH_TEXT_SCAN_H
#define ESCAPE_GRAPH_TEXT_SCAN_H

#include "graph/text.h"
#include "graph/text_words.h"

typedef struct esc_text_place {
  uint32_t line, column; /* from 1 */
} esc_text_place_t;

typedef struct esc_scan {
  const char *text;
  uint32_t size;
  uint32_t at;
  uint32_t line;
  uint32_t line_start; /* where the line begins in `text` */
  esc_status_t status;
  esc_text_error_t error;
} esc_scan_t;

/* Where the next token starts. */
esc_text_place_t esc_scan_place(esc_scan_t *scan);
/* Sets the failure, unless there is one already. Returns false. */
bool esc_scan_fail(esc_scan_t *scan, const char *message);
bool esc_scan_fail_at(esc_scan_t *scan, esc_text_place_t place,
                      const char *message);
bool esc_scan_no_memory(esc_scan_t *scan);

/* Whether the next token starts with `c`; consumes nothing. */
bool esc_scan_sees(esc_scan_t *scan, char c);
/* Takes `c`, or `word` and what is not part of a word after it, if they come
 * next. Returning false is no failure. */
bool esc_scan_take(esc_scan_t *scan, char c);
bool esc_scan_take_word(esc_scan_t *scan, const char *word);
/* Takes a word of `table` into *value, if one comes next. */
bool esc_scan_take_any(esc_scan_t *scan, const esc_word_t *table,
                       uint32_t *value);
/* Takes `c` or fails. */
bool esc_scan_expect(esc_scan_t *scan, char c, const char *message);
/* Takes `key=` if it comes next; a key without its `=` is a failure. */
bool esc_scan_take_key(esc_scan_t *scan, const char *key);
/* A decimal number up to `max`, or fails. */
bool esc_scan_number(esc_scan_t *scan, uint64_t max, const char *message,
                     uint64_t *number);
/* Whether nothing but a comment is left of the line. */
bool esc_scan_sees_line_end(esc_scan_t *scan);
/* The end of a statement: a comment or nothing, then a newline. */
bool esc_scan_line_end(esc_scan_t *scan);
/* Skips empty lines. False at the end of the text. */
bool esc_scan_next_line(esc_scan_t *scan);

/* Bare or quoted, taken at the cursor without skipping blanks. Its bytes are
 * appended to file->chars. */
bool esc_scan_name(esc_scan_t *scan, esc_text_file_t *file, const char *message,
                   esc_text_name_t *name);

typedef enum esc_text_symbol_kind {
  ESC_TEXT_SYMBOL_LOC,
  ESC_TEXT_SYMBOL_OBJECT,
  ESC_TEXT_SYMBOL_FUNCTION,
  ESC_TEXT_SYMBOL_FAMILY,
  ESC_TEXT_SYMBOL_PLACEHOLDER /* its name: the bytes of function and parameter
                               */
} esc_text_symbol_kind_t;

typedef struct esc_text_symbol {
  uint8_t kind;      /* esc_text_symbol_kind_t */
  bool is_defined;   /* LOC: a parameter. FUNCTION: has a body. OBJECT and
                        PLACEHOLDER: declared, `id` is set */
  bool has_skeleton; /* FUNCTION */
  uint32_t graph;    /* number of the graph it is local to; 0: the file */
  uint32_t hash;
  esc_text_name_t name;
  uint32_t id;    /* loc, object, or index into a table of the file */
  uint32_t home;  /* FUNCTION: number of the graph with its body */
  uint32_t index; /* FUNCTION: index into that graph's functions */
} esc_text_symbol_t;

typedef struct esc_text_symbols {
  ESC_ARRAY(esc_text_symbol_t) list;
  ESC_ARRAY(uint32_t) slots; /* open addressing; a power of two, ESC_NONE */
} esc_text_symbols_t;

/* The index of the symbol, made if it is new (then `id` is ESC_NONE). `name`
 * is the last in file->chars and taken off if the symbol was known. ESC_NONE
 * when memory is out. */
uint32_t esc_text_symbols_intern(esc_text_symbols_t *symbols,
                                 esc_text_file_t *file,
                                 esc_text_symbol_kind_t kind, uint32_t graph,
                                 esc_text_name_t name);
void esc_text_symbols_free(const esc_allocator_t *allocator,
                           esc_text_symbols_t *symbols);

#endif
