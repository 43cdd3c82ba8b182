/* Sets of dense u32 ids, as sorted arrays.
 *
 * Points-to sets of single functions are small (99 % hold fewer than a few
 * dozen targets), so a sorted array beats a bit vector in space and is as fast
 * to merge. Iteration is in ascending order, which keeps every output
 * independent of insertion order. */
#ifndef ESCAPE_BASE_IDSET_H
#define ESCAPE_BASE_IDSET_H

#include "base/array.h"

typedef ESC_ARRAY(uint32_t) esc_idset_t;

/* What an insertion did. */
typedef enum esc_change {
  ESC_UNCHANGED = 0,
  ESC_CHANGED = 1,
  ESC_CHANGE_FAILED = -1 /* out of memory; the set is unchanged */
} esc_change_t;

esc_change_t esc_idset_insert(const esc_allocator_t *allocator,
                              esc_idset_t *set, uint32_t id);
/* set := set u other. */
esc_change_t esc_idset_merge(const esc_allocator_t *allocator, esc_idset_t *set,
                             const esc_idset_t *other);
bool esc_idset_contains(const esc_idset_t *set, uint32_t id);

#endif
