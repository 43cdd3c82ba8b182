/* The lines of the text form, as text_write.c puts them. Internal to graph/. */
#ifndef ESCAPE_GRAPH_TEXT_LINES_H
#define ESCAPE_GRAPH_TEXT_LINES_H

#include "graph/text.h"

typedef struct esc_text_out {
  const esc_text_writer_t *writer;
  const esc_graph_t *graph;
  const esc_skeleton_t *skeletons;
  uint32_t skeleton_count;
  bool ok;
  bool is_dry;     /* only follow which locations a line names */
  bool is_in_turn; /* every new location was the next; set by lines */
  uint32_t named;  /* locations named so far; moved by lines */
  uint32_t known;  /* the same, before the line */
  uint32_t indent; /* spaces */
  /* How far each list has been written; the skeleton events belong to. */
  uint32_t object, constraint, fact, call, skeleton;
  uint32_t implied; /* the placeholder whose constraint comes next */
} esc_text_out_t;

void esc_text_put(esc_text_out_t *out, const char *text);
void esc_text_put_number(esc_text_out_t *out, uint64_t number);
void esc_text_put_name(esc_text_out_t *out, esc_text_kind_t kind, uint32_t id);

/* Each writes number `index` of its kind, without indentation and newline. */
typedef void esc_text_line_t(esc_text_out_t *out, uint32_t index);
void esc_text_line_function(esc_text_out_t *out, uint32_t index);
void esc_text_line_object(esc_text_out_t *out, uint32_t index);
void esc_text_line_constraint(esc_text_out_t *out, uint32_t index);
void esc_text_line_fact(esc_text_out_t *out, uint32_t index);
void esc_text_line_call(esc_text_out_t *out, uint32_t index);
void esc_text_line_event(esc_text_out_t *out, uint32_t index);

#endif
