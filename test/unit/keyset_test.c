/* base/keyset against a table of flags. */
#include "base/keyset.h"

#include "check.h"
#include "random.h"
#include "tracking_allocator.h"

enum { UNIVERSE = 500 };

/* Keys that differ in their upper half, in their lower half, or by little. */
static uint64_t key_of(uint32_t id) {
  switch (id % 3) {
  case 0:
    return (uint64_t)id << 32;
  case 1:
    return id;
  default:
    return (uint64_t)id << 32 | id;
  }
}

static void agrees_with_the_model(void) {
  rng_t rng = {1};
  tracking_t tracking;
  tracking_init(&tracking);
  for (int round = 0; round < 20; ++round) {
    esc_keyset_t set = {0};
    bool ok = true;
    for (int emptied = 0; emptied < 10; ++emptied) {
      bool has[UNIVERSE] = {false};
      uint32_t count = 0;
      for (uint32_t i = rng_below(&rng, 2 * UNIVERSE); i > 0; --i) {
        uint32_t id = rng_below(&rng, UNIVERSE);
        ok &= esc_keyset_insert(&tracking.allocator, &set, key_of(id)) ==
              (has[id] ? ESC_UNCHANGED : ESC_CHANGED);
        count += !has[id];
        has[id] = true;
        ok &= set.count == count;
      }
      esc_keyset_clear(&set);
    }
    CHECK(ok);
    esc_keyset_free(&tracking.allocator, &set);
  }
  CHECK_UINT(tracking.live_bytes, 0);
}

/* Clearing counts rounds; when the counter ends the slots are written over. */
static void rounds_begin_again(void) {
  const esc_allocator_t *allocator = esc_allocator_libc();
  esc_keyset_t set = {0};
  CHECK(esc_keyset_insert(allocator, &set, 7) == ESC_CHANGED);
  set.round = UINT32_MAX - 3;
  CHECK(esc_keyset_insert(allocator, &set, 7) == ESC_CHANGED);
  for (int i = 0; i < 4; ++i) {
    esc_keyset_clear(&set);
    CHECK(esc_keyset_insert(allocator, &set, 7) == ESC_CHANGED);
    CHECK(esc_keyset_insert(allocator, &set, 7) == ESC_UNCHANGED);
  }
  CHECK(set.round < 4);
  esc_keyset_free(allocator, &set);
}

static void failure_leaves_the_set(void) {
  tracking_t tracking;
  tracking_init(&tracking);
  esc_keyset_t set = {0};
  uint64_t key = 0;
  tracking.fail_at = 2; /* the first is where it begins, this where it grows */
  while (key < UNIVERSE &&
         esc_keyset_insert(&tracking.allocator, &set, key) == ESC_CHANGED)
    ++key;
  CHECK(key > 0 && key < UNIVERSE);
  CHECK_UINT(set.count, key);
  tracking.fail_at = 0;
  CHECK(esc_keyset_insert(&tracking.allocator, &set, key) == ESC_CHANGED);
  CHECK(esc_keyset_insert(&tracking.allocator, &set, 0) == ESC_UNCHANGED);
  esc_keyset_free(&tracking.allocator, &set);
  CHECK_UINT(tracking.live_bytes, 0);
}

int main(void) {
  agrees_with_the_model();
  rounds_begin_again();
  failure_leaves_the_set();
  return checks_finish();
}
