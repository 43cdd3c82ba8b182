/* Blocks in a list, each filled from its start. A take that fits no block gets
 * one of its own size. */
#include "report/arena.h"

#include <stdalign.h>
#include <string.h>

struct esc_arena_block {
  esc_arena_block_t *before;
  size_t used, size; /* bytes of `data` */
  alignas(max_align_t) char data[];
};

enum { BLOCK_BYTES = 1 << 18 };

void *esc_arena_take(esc_arena_t *arena, size_t bytes) {
  size_t align = alignof(max_align_t);
  bytes = (bytes + align - 1) / align * align;
  esc_arena_block_t *block = arena->last;
  if (!block || block->size - block->used < bytes) {
    size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    block = arena->allocator->resize(arena->allocator->context, NULL, 0,
                                     sizeof *block + size);
    if (!block)
      return NULL;
    block->before = arena->last;
    block->used = 0;
    block->size = size;
    arena->last = block;
  }
  void *taken = block->data + block->used;
  block->used += bytes;
  memset(taken, 0, bytes);
  return taken;
}

const char *esc_arena_text(esc_arena_t *arena, const char *text,
                           size_t length) {
  char *copy = esc_arena_take(arena, length + 1);
  if (copy && length)
    memcpy(copy, text, length);
  return copy;
}

void esc_arena_free(esc_arena_t *arena) {
  for (esc_arena_block_t *block = arena->last; block;) {
    esc_arena_block_t *before = block->before;
    arena->allocator->resize(arena->allocator->context, block,
                             sizeof *block + block->size, 0);
    block = before;
  }
  arena->last = NULL;
}
