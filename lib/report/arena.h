/* Text and records that are freed together. */
#ifndef ESCAPE_REPORT_ARENA_H
#define ESCAPE_REPORT_ARENA_H

#include "base/allocator.h"

#include <stddef.h>

typedef struct esc_arena_block esc_arena_block_t;

/* All-zero but for the allocator: empty. */
typedef struct esc_arena {
  const esc_allocator_t *allocator;
  esc_arena_block_t *last;
} esc_arena_t;

/* Zeroed, aligned for any object. NULL if memory is out. */
void *esc_arena_take(esc_arena_t *arena, size_t bytes);

/* A copy that ends with a null byte. NULL if memory is out. */
const char *esc_arena_text(esc_arena_t *arena, const char *text, size_t length);

void esc_arena_free(esc_arena_t *arena);

#endif
