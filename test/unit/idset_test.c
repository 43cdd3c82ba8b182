/* base/idset against a table of flags. */
#include "base/idset.h"

#include "check.h"
#include "random.h"
#include "tracking_allocator.h"

enum { UNIVERSE = 200 };

typedef struct model {
  bool has[UNIVERSE];
} model_t;

static bool is_same(const esc_idset_t *set, const model_t *model) {
  uint32_t at = 0;
  for (uint32_t id = 0; id < UNIVERSE; ++id) {
    if (esc_idset_contains(set, id) != model->has[id])
      return false;
    if (!model->has[id])
      continue;
    if (at >= set->count || set->data[at] != id)
      return false;
    ++at;
  }
  return at == set->count;
}

static void agrees_with_the_model(void) {
  rng_t rng = {1};
  tracking_t tracking;
  tracking_init(&tracking);
  for (int round = 0; round < 300; ++round) {
    esc_idset_t sets[3] = {{0}, {0}, {0}};
    model_t models[3] = {0};
    bool ok = true;
    for (int i = 0; i < 100; ++i) {
      uint32_t a = rng_below(&rng, 3), b = rng_below(&rng, 3);
      if (rng_one_in(&rng, 10)) {
        bool grows = false;
        for (uint32_t id = 0; id < UNIVERSE; ++id) {
          grows |= models[b].has[id] && !models[a].has[id];
          models[a].has[id] |= models[b].has[id];
        }
        ok &= esc_idset_merge(&tracking.allocator, &sets[a], &sets[b]) ==
              (grows ? ESC_CHANGED : ESC_UNCHANGED);
      } else {
        uint32_t id = rng_below(&rng, UNIVERSE);
        ok &= esc_idset_insert(&tracking.allocator, &sets[a], id) ==
              (models[a].has[id] ? ESC_UNCHANGED : ESC_CHANGED);
        models[a].has[id] = true;
      }
      ok &= is_same(&sets[a], &models[a]);
    }
    CHECK(ok);
    for (int i = 0; i < 3; ++i)
      esc_array_free(&tracking.allocator, &sets[i]);
  }
  CHECK_UINT(tracking.live_bytes, 0);
}

static void holds_the_greatest_id(void) {
  esc_idset_t set = {0};
  const esc_allocator_t *libc = esc_allocator_libc();
  CHECK(esc_idset_insert(libc, &set, UINT32_MAX) == ESC_CHANGED);
  CHECK(esc_idset_insert(libc, &set, 0) == ESC_CHANGED);
  CHECK(esc_idset_contains(&set, UINT32_MAX) && esc_idset_contains(&set, 0));
  CHECK(!esc_idset_contains(&set, UINT32_MAX - 1));
  esc_array_free(libc, &set);
}

static void failure_leaves_the_set(void) {
  tracking_t tracking;
  tracking_init(&tracking);
  esc_idset_t set = {0}, other = {0};
  tracking.fail_at = 1;
  CHECK(esc_idset_insert(&tracking.allocator, &set, 5) == ESC_CHANGE_FAILED);
  CHECK(set.count == 0 && !esc_idset_contains(&set, 5));
  tracking.fail_at = 0;
  for (uint32_t i = 0; i < 100; ++i)
    esc_idset_insert(&tracking.allocator, &other, i);
  esc_idset_insert(&tracking.allocator, &set, 50);
  tracking.fail_at = tracking.allocations + 1;
  CHECK(esc_idset_merge(&tracking.allocator, &set, &other) ==
        ESC_CHANGE_FAILED);
  CHECK(set.count == 1 && set.data[0] == 50);
  /* Nothing new needs no memory. */
  CHECK(esc_idset_merge(&tracking.allocator, &other, &set) == ESC_UNCHANGED);
  esc_array_free(&tracking.allocator, &set);
  esc_array_free(&tracking.allocator, &other);
  CHECK_UINT(tracking.live_bytes, 0);
}

int main(void) {
  agrees_with_the_model();
  holds_the_greatest_id();
  failure_leaves_the_set();
  return checks_finish();
}
