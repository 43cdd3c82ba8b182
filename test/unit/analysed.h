/* A whole analysis: each graph of a text is linked, solved, judged, its ways
 * out are found and its functions summarised, in the order of the text. */
#ifndef ESCAPE_TEST_UNIT_ANALYSED_H
#define ESCAPE_TEST_UNIT_ANALYSED_H

#include "judge/analysis.h"

typedef struct analysed {
  uint64_t digest; /* of verdicts, steps, hops and parameters */
  uint32_t verdicts, promoted, steps, hops;
} analysed_t;

/* Every allocation is `allocator`'s. `analysed` counts what came out; it is
 * complete if ESC_OK is returned. Callees come before their callers. */
esc_status_t analyse(const esc_allocator_t *allocator, const char *text,
                     size_t size, analysed_t *analysed);

/* Calls across graphs, fresh objects, frees, ways out, a tail call, a loop. */
extern const char analysed_text[];
extern const size_t analysed_text_size;

#endif
