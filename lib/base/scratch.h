/* Memory of one piece of work, given back all at once.
 *
 * Hands out an allocator that takes large blocks from another one and cuts
 * pieces off them. A piece that is given back serves the next request of its
 * size class (powers of two), so growing arrays leave little behind; the blocks
 * go back with esc_scratch_reset. */
#ifndef ESCAPE_BASE_SCRATCH_H
#define ESCAPE_BASE_SCRATCH_H

#include "base/allocator.h"

typedef struct esc_scratch_block esc_scratch_block_t;

typedef struct esc_scratch {
  esc_allocator_t allocator; /* to hand out; its blocks die with the rest */
  const esc_allocator_t *from;
  esc_scratch_block_t *last;
  char *next, *end;           /* what is left of `last` */
  void *returned[17];         /* by logarithm of the size: lists of pieces */
  esc_scratch_block_t *large; /* pieces with a block of their own */
} esc_scratch_t;

/* `scratch` must not move afterwards. Allocates nothing yet. */
void esc_scratch_init(esc_scratch_t *scratch, const esc_allocator_t *from);
/* Takes back every piece. Keeps a block for what comes next. */
void esc_scratch_reset(esc_scratch_t *scratch);
void esc_scratch_free(esc_scratch_t *scratch);

#endif
