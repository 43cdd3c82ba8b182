#include "base/idset.h"

#include <string.h>

/* Index of the first element not below `id`. */
static uint32_t lower_bound(const esc_idset_t *set, uint32_t id) {
  uint32_t low = 0, high = set->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (set->data[middle] < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

bool esc_idset_contains(const esc_idset_t *set, uint32_t id) {
  uint32_t at = lower_bound(set, id);
  return at < set->count && set->data[at] == id;
}

esc_change_t esc_idset_insert(const esc_allocator_t *allocator,
                              esc_idset_t *set, uint32_t id) {
  /* New ids are mostly the largest: they were just made. */
  bool is_last = set->count == 0 || set->data[set->count - 1] < id;
  uint32_t at = is_last ? set->count : lower_bound(set, id);
  if (at < set->count && set->data[at] == id)
    return ESC_UNCHANGED;
  if (!esc_array_reserve(allocator, set, 1))
    return ESC_CHANGE_FAILED;
  memmove(set->data + at + 1, set->data + at,
          (set->count - at) * sizeof *set->data);
  set->data[at] = id;
  set->count++;
  return ESC_CHANGED;
}

esc_change_t esc_idset_merge(const esc_allocator_t *allocator, esc_idset_t *set,
                             const esc_idset_t *other) {
  if (set == other)
    return ESC_UNCHANGED;
  uint32_t missing = 0;
  for (uint32_t i = 0, j = 0; j < other->count; ++j) {
    while (i < set->count && set->data[i] < other->data[j])
      ++i;
    if (i == set->count || set->data[i] != other->data[j])
      ++missing;
  }
  if (missing == 0)
    return ESC_UNCHANGED;
  if (!esc_array_reserve(allocator, set, missing))
    return ESC_CHANGE_FAILED;
  /* Merge from the back, so that nothing is overwritten before it is read. */
  uint32_t i = set->count, j = other->count, out = set->count + missing;
  while (j > 0) {
    uint32_t last = other->data[j - 1];
    if (i > 0 && set->data[i - 1] > last) {
      set->data[--out] = set->data[--i];
    } else {
      if (i > 0 && set->data[i - 1] == last)
        --i;
      set->data[--out] = last;
      --j;
    }
  }
  set->count += missing;
  return ESC_CHANGED;
}
