#include "base/keyset.h"

#include <string.h>

#define FEWEST_SLOTS 64

/* Whether `slot` holds a key of this round. Slots are made with round 0, and
 * the set counts from 1. */
static bool is_taken(const esc_keyset_t *set, const esc_key_slot_t *slot) {
  return slot->round == set->round + 1;
}

/* The slot of `key`: where it is, or where it belongs. */
static esc_key_slot_t *find(const esc_keyset_t *set, uint64_t key) {
  /* Fibonacci hashing: the upper bits of the product depend on all of the
   * key's. */
  uint64_t hash = (key ^ key >> 32) * 0x9e3779b97f4a7c15u;
  uint32_t mask = set->slots.count - 1;
  uint32_t at = (uint32_t)(hash >> 32) & mask;
  while (is_taken(set, &set->slots.data[at]) && set->slots.data[at].key != key)
    at = (at + 1) & mask;
  return &set->slots.data[at];
}

static void put(esc_keyset_t *set, esc_key_slot_t *slot, uint64_t key) {
  *slot = (esc_key_slot_t){key, set->round + 1};
  set->count++;
}

static bool grow(const esc_allocator_t *allocator, esc_keyset_t *set) {
  esc_keyset_t larger = {0};
  uint32_t count = set->slots.count ? 2 * set->slots.count : FEWEST_SLOTS;
  if (count < set->slots.count ||
      !esc_array_reserve(allocator, &larger.slots, count))
    return false;
  memset(larger.slots.data, 0, count * sizeof *larger.slots.data);
  larger.slots.count = count;
  for (uint32_t i = 0; i < set->slots.count; ++i)
    if (is_taken(set, &set->slots.data[i])) {
      uint64_t key = set->slots.data[i].key;
      put(&larger, find(&larger, key), key);
    }
  esc_keyset_free(allocator, set);
  *set = larger;
  return true;
}

esc_change_t esc_keyset_insert(const esc_allocator_t *allocator,
                               esc_keyset_t *set, uint64_t key) {
  if (set->count >= set->slots.count / 2 && !grow(allocator, set))
    return ESC_CHANGE_FAILED;
  esc_key_slot_t *slot = find(set, key);
  if (is_taken(set, slot))
    return ESC_UNCHANGED;
  put(set, slot, key);
  return ESC_CHANGED;
}

void esc_keyset_clear(esc_keyset_t *set) {
  set->count = 0;
  if (++set->round < UINT32_MAX - 1)
    return;
  set->round = 0;
  if (set->slots.count)
    memset(set->slots.data, 0, set->slots.count * sizeof *set->slots.data);
}

void esc_keyset_free(const esc_allocator_t *allocator, esc_keyset_t *set) {
  esc_array_free(allocator, &set->slots);
  *set = (esc_keyset_t){0};
}
