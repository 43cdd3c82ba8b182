/* How a block of the ordinary heap is known while claims are checked: a header
 * of 16 bytes in front of it, which names its own place. */
#ifndef ESCAPE_RUNTIME_HEAP_H
#define ESCAPE_RUNTIME_HEAP_H

#include <stddef.h>
#include <stdint.h>

typedef struct esc_header {
  uintptr_t mark; /* the block's address, mixed */
  uint64_t size;  /* bytes, and in the upper byte the power of two by which the
                     block lies behind what the allocator returned */
} esc_header_t;

#define ESC_HEADER_MIX ((uintptr_t)0xB5C0FBCFEC4D3B2Fu)
#define ESC_HEADER_SIZE(header) ((size_t)((header)->size & 0xFFFFFFFFFFFFFFu))

#endif
