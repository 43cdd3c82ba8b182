/* One remark of LLVM, as its writer wrote it: text that lies in the file, or in
 * a parser's memory. Between the readers of formats and the reader of records.
 */
#ifndef ESCAPE_REPORT_REMARK_H
#define ESCAPE_REPORT_REMARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct esc_slice {
  const char *data;
  size_t length;
} esc_slice_t;

static inline bool esc_slice_is(esc_slice_t slice, const char *text) {
  size_t length = strlen(text);
  return slice.length == length && memcmp(slice.data, text, length) == 0;
}

typedef struct esc_remark_place {
  bool is_known;
  esc_slice_t file;
  uint32_t line, column;
} esc_remark_place_t;

typedef struct esc_remark_arg {
  esc_slice_t key, value;
  esc_remark_place_t place;
} esc_remark_arg_t;

typedef enum esc_remark_type {
  ESC_REMARK_PASSED,
  ESC_REMARK_MISSED,
  ESC_REMARK_ANALYSIS,
  ESC_REMARK_OTHER
} esc_remark_type_t;

typedef struct esc_remark {
  esc_remark_type_t type;
  esc_slice_t pass, name, function;
  esc_remark_place_t place;
  uint64_t hotness; /* 0: none */
  esc_remark_arg_t *args;
  uint32_t arg_count, arg_room; /* the reader's; reused from remark to remark */
} esc_remark_t;

/* A new argument, all zero; NULL if memory is out. */
esc_remark_arg_t *esc_remark_add(esc_remark_t *remark);

/* Reads a remark [at, end) in the very words of LLVM's YAML writer: a line a
 * field, values plain or in single quotes, without the outer ones. False: it is
 * written otherwise, wrong or not, and LLVM's parser has to see it; or memory
 * is out. */
bool esc_remark_scan(esc_remark_t *remark, const char *at, const char *end);

#endif
