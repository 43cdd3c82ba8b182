/* An allocator for tests: it counts what is alive, verifies the sizes that are
 * handed back, and can fail from the k-th allocation on. */
#ifndef ESCAPE_TEST_UNIT_TRACKING_ALLOCATOR_H
#define ESCAPE_TEST_UNIT_TRACKING_ALLOCATOR_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct tracking {
  esc_allocator_t allocator;
  uint64_t live_bytes;
  uint64_t peak_bytes;
  uint64_t allocations; /* calls that asked for memory, failed ones too */
  uint64_t fail_at;  /* the number of the first that fails; from 1; 0: none */
  bool fails_once;   /* only that one fails */
  bool has_bad_size; /* an old_size was not what had been asked for */
} tracking_t;

/* `tracking` must not move. */
void tracking_init(tracking_t *tracking);

#endif
