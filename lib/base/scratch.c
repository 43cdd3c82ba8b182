/* See scratch.h. A request costs a few instructions, whatever was taken before.
 */
#include "base/scratch.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct esc_scratch_block {
  esc_scratch_block_t *before, *after; /* `after` of large pieces only */
  size_t size;                         /* bytes of `data` */
  alignas(max_align_t) char data[];
};

enum {
  LEAST_CLASS = 5, /* 32 bytes: what the smallest array takes */
  FIRST_BLOCK = 1 << 14,
  LARGEST_BLOCK = 1 << 20,
  /* A larger piece is a block of its own, which can grow in place. */
  LARGEST_PIECE = 1 << 16
};

/* The size class is the logarithm of the next power of two. */
static unsigned class_of(size_t size) {
  unsigned class = LEAST_CLASS;
  for (size = (size - 1) >> LEAST_CLASS; size; size >>= 1)
    ++class;
  return class;
}

/* With room for a piece of `least` bytes. */
static bool add_block(esc_scratch_t *scratch, size_t least) {
  size_t size = scratch->last ? 2 * scratch->last->size : FIRST_BLOCK;
  if (size > LARGEST_BLOCK)
    size = LARGEST_BLOCK;
  if (size < least)
    size = least;
  esc_scratch_block_t *block = scratch->from->resize(
      scratch->from->context, NULL, 0, sizeof *block + size);
  if (!block)
    return false;
  block->before = scratch->last;
  block->size = size;
  scratch->last = block;
  scratch->next = block->data;
  scratch->end = block->data + size;
  return true;
}

static void *take(esc_scratch_t *scratch, unsigned class) {
  void *piece = scratch->returned[class];
  size_t size = (size_t)1 << class;
  if (piece) {
    memcpy(&scratch->returned[class], piece, sizeof piece);
    return piece;
  }
  if ((size_t)(scratch->end - scratch->next) < size &&
      !add_block(scratch, size))
    return NULL;
  piece = scratch->next;
  scratch->next += size;
  return piece;
}

static void give_back(esc_scratch_t *scratch, void *piece, unsigned class) {
  memcpy(piece, &scratch->returned[class], sizeof piece);
  scratch->returned[class] = piece;
}

static void unlink_large(esc_scratch_t *scratch, esc_scratch_block_t *block) {
  if (block->before)
    block->before->after = block->after;
  if (block->after)
    block->after->before = block->before;
  else
    scratch->large = block->before;
}

/* Like realloc, of a piece of its own. */
static void *resize_large(esc_scratch_t *scratch, void *piece, size_t size) {
  esc_scratch_block_t *block =
      piece ? (void *)((char *)piece - offsetof(esc_scratch_block_t, data))
            : NULL;
  size_t old_size = block ? sizeof *block + block->size : 0;
  if (block)
    unlink_large(scratch, block);
  esc_scratch_block_t *moved = scratch->from->resize(
      scratch->from->context, block, old_size, size ? sizeof *block + size : 0);
  if (!size)
    return NULL;
  if (moved)
    moved->size = size;
  else if (!(moved = block))
    return NULL;
  bool failed = moved->size != size;
  moved->before = scratch->large;
  moved->after = NULL;
  if (scratch->large)
    scratch->large->after = moved;
  scratch->large = moved;
  return failed ? NULL : moved->data;
}

static void *resize(void *context, void *piece, size_t old_size,
                    size_t new_size) {
  esc_scratch_t *scratch = context;
  bool was_large = piece && old_size > LARGEST_PIECE;
  bool is_large = new_size > LARGEST_PIECE;
  if ((!piece && !new_size) || new_size > SIZE_MAX / 2)
    return NULL;
  if (was_large ? is_large || !new_size : is_large && !piece)
    return resize_large(scratch, piece, new_size);
  unsigned old_class = piece && !was_large ? class_of(old_size) : 0;
  if (old_class && new_size && !is_large && old_class == class_of(new_size))
    return piece;
  void *moved = is_large   ? resize_large(scratch, NULL, new_size)
                : new_size ? take(scratch, class_of(new_size))
                           : NULL;
  if (new_size && !moved)
    return NULL;
  if (moved && piece)
    memcpy(moved, piece, old_size < new_size ? old_size : new_size);
  if (was_large)
    resize_large(scratch, piece, 0);
  else if (piece)
    give_back(scratch, piece, old_class);
  return moved;
}

void esc_scratch_init(esc_scratch_t *scratch, const esc_allocator_t *from) {
  memset(scratch, 0, sizeof *scratch);
  scratch->allocator.resize = resize;
  scratch->allocator.context = scratch;
  scratch->allocator.frees_at_once = true;
  scratch->from = from;
}

static void free_list(esc_scratch_t *scratch, esc_scratch_block_t *block) {
  while (block) {
    esc_scratch_block_t *before = block->before;
    scratch->from->resize(scratch->from->context, block,
                          sizeof *block + block->size, 0);
    block = before;
  }
}

void esc_scratch_reset(esc_scratch_t *scratch) {
  esc_scratch_block_t *kept = scratch->last;
  memset(scratch->returned, 0, sizeof scratch->returned);
  free_list(scratch, scratch->large);
  scratch->large = NULL;
  if (!kept)
    return;
  free_list(scratch, kept->before);
  kept->before = NULL;
  scratch->next = kept->data;
  scratch->end = kept->data + kept->size;
}

void esc_scratch_free(esc_scratch_t *scratch) {
  free_list(scratch, scratch->large);
  free_list(scratch, scratch->last);
  esc_scratch_init(scratch, scratch->from);
}
