/* The index of a graph that searches for flow paths read: see path.h. */
#ifndef ESCAPE_JUDGE_PATH_INDEX_H
#define ESCAPE_JUDGE_PATH_INDEX_H

#include "judge/path.h"

/* Builds the rows, unless they are there. Row by row the numbers ascend. */
esc_status_t esc_finder_build(esc_finder_t *finder);

static inline const uint32_t *esc_row(const esc_rows_t *rows, uint32_t index) {
  return rows->targets.data + rows->first_edge.data[index];
}

static inline const uint32_t *esc_row_end(const esc_rows_t *rows,
                                          uint32_t index) {
  return rows->targets.data + rows->first_edge.data[index + 1];
}

#endif
