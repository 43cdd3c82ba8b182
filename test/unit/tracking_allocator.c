#include "tracking_allocator.h"

#include <stdlib.h>
#include <string.h>

typedef union header {
  size_t size;
  max_align_t align;
} header_t;

static void *resize(void *context, void *block, size_t old_size,
                    size_t new_size) {
  tracking_t *tracking = context;
  header_t *old = block ? (header_t *)block - 1 : NULL;
  if ((old ? old->size : 0) != old_size)
    tracking->has_bad_size = true;
  if (new_size) {
    uint64_t number = ++tracking->allocations;
    if (tracking->fail_at &&
        (tracking->fails_once ? number == tracking->fail_at
                              : number >= tracking->fail_at))
      return NULL;
  }
  header_t *made = NULL;
  if (new_size) {
    made = malloc(sizeof *made + new_size);
    if (!made)
      return NULL;
    made->size = new_size;
    memset(made + 1, 0xa5, new_size); /* nobody relies on zeroes */
    if (old)
      memcpy(made + 1, old + 1, old_size < new_size ? old_size : new_size);
  }
  tracking->live_bytes += new_size;
  tracking->live_bytes -= old_size;
  if (tracking->live_bytes > tracking->peak_bytes)
    tracking->peak_bytes = tracking->live_bytes;
  free(old);
  return made ? made + 1 : NULL;
}

void tracking_init(tracking_t *tracking) {
  memset(tracking, 0, sizeof *tracking);
  tracking->allocator.resize = resize;
  tracking->allocator.context = tracking;
}
