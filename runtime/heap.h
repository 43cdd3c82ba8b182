/* How a block of the ordinary heap is known: a header of 16 bytes in front of
 * it, which names its own place; while allocations are counted, a record in
 * front of that. */
#ifndef ESCAPE_RUNTIME_HEAP_H
#define ESCAPE_RUNTIME_HEAP_H

#include "count.h"

typedef struct esc_header {
  uintptr_t mark; /* the block's address, mixed */
  uint64_t size; /* bytes; ESC_HEADER_REUSED; and in the upper byte the power of
                    two by which the block lies behind what the allocator
                    returned */
} esc_header_t;

#define ESC_HEADER_MIX ((uintptr_t)0xB5C0FBCFEC4D3B2Fu)
#define ESC_HEADER_SIZE(header) ((size_t)((header)->size & 0xFFFFFFFFFFFFu))
/* Its address may have been that of another block before, so that a word which
 * leads there need not be about it. */
#define ESC_HEADER_REUSED ((uint64_t)1 << 48)

/* Makes these allocator functions ready; more than once is no harm. A program
 * that allocates by C++'s operators alone asks for no malloc of its own, and
 * would be linked without them but for the call of this. */
void esc_heap_start(void);

static inline esc_header_t *esc_header_of(void *block) {
  return (esc_header_t *)block - 1;
}

static inline bool esc_has_header(void *block) {
  return esc_header_of(block)->mark == ((uintptr_t)block ^ ESC_HEADER_MIX);
}

/* Of a block that was made while counting. */
static inline esc_record_t *esc_record_of(void *block) {
  return (esc_record_t *)esc_header_of(block) - 1;
}

_Static_assert(sizeof(esc_record_t) + sizeof(esc_header_t) <= 64,
               "a block lies 64 bytes behind its beginning while counting");

#endif
