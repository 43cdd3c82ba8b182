/* What the readers of files and of remarks share. */
#ifndef ESCAPE_REPORT_READER_H
#define ESCAPE_REPORT_READER_H

#include "report/record.h"
#include "report/remark.h"

typedef struct esc_reader {
  esc_report_t *report;
  const char *path;
  char *message;
  size_t message_size;
  const char *last_file; /* the last file name copied: most follow suit */
  bool is_yaml;
  /* The last answers of prefix_of and move_place: most records follow suit. */
  const char *directory, *prefix;
  const char *moved_from, *moved_by, *moved;
  bool failed;
} esc_reader_t;

/* The first failure is the one that is told. */
void esc_reader_fail(esc_reader_t *reader, const char *text);

/* Adds a remark to the report, if it is a record of ours. */
void esc_reader_add(esc_reader_t *reader, const esc_remark_t *remark);

#endif
