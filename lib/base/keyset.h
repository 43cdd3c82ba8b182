/* Sets of 64-bit keys that are emptied in O(1), for searches that mark what
 * they have seen: open addressing, linear probing, at most half full. An
 * all-zero set is empty and valid. */
#ifndef ESCAPE_BASE_KEYSET_H
#define ESCAPE_BASE_KEYSET_H

#include "base/idset.h"

typedef struct esc_key_slot {
  uint64_t key;
  uint32_t round; /* in which it was inserted; another than the set's: empty */
} esc_key_slot_t;

typedef struct esc_keyset {
  ESC_ARRAY(esc_key_slot_t) slots; /* count: a power of two, or 0 */
  uint32_t count;                  /* keys in the set */
  uint32_t round;                  /* since the slots were last written over */
} esc_keyset_t;

esc_change_t esc_keyset_insert(const esc_allocator_t *allocator,
                               esc_keyset_t *set, uint64_t key);
/* Empties the set and keeps its memory. */
void esc_keyset_clear(esc_keyset_t *set);
void esc_keyset_free(const esc_allocator_t *allocator, esc_keyset_t *set);

#endif
