#include "base/allocator.h"

#include <stdlib.h>

static void *resize_with_libc(void *context, void *block, size_t old_size,
                              size_t new_size) {
  (void)context;
  (void)old_size;
  if (new_size == 0) {
    free(block);
    return NULL;
  }
  return realloc(block, new_size);
}

const esc_allocator_t *esc_allocator_libc(void) {
  static const esc_allocator_t libc_allocator = {resize_with_libc, NULL, false};
  return &libc_allocator;
}
