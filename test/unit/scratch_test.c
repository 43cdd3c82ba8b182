/* Memory that is given back at once: pieces keep what they hold as they grow,
 * what is given back is used again, and nothing is left in the end. */
#include "base/scratch.h"

#include "base/array.h"
#include "check.h"
#include "random.h"
#include "tracking_allocator.h"

#include <string.h>

enum { ARRAYS = 20 };

typedef ESC_ARRAY(uint32_t) numbers_t;

/* Fills arrays at random, frees some; each always holds what was pushed. */
static void fill(esc_scratch_t *scratch, uint64_t seed, uint32_t pushes) {
  rng_t rng = {seed};
  numbers_t arrays[ARRAYS] = {0};
  for (uint32_t i = 0; i < pushes; ++i) {
    uint32_t at = rng_below(&rng, ARRAYS);
    if (rng_below(&rng, 200) == 0)
      esc_array_free(&scratch->allocator, &arrays[at]);
    if (!esc_array_push(&scratch->allocator, &arrays[at], 0))
      continue;
    arrays[at].data[arrays[at].count - 1] = at + arrays[at].count;
  }
  for (uint32_t at = 0; at < ARRAYS; ++at)
    for (uint32_t i = 0; i < arrays[at].count; ++i)
      CHECK(arrays[at].data[i] == at + i + 1);
}

static void pieces_keep_what_they_hold(void) {
  tracking_t tracking;
  esc_scratch_t scratch;
  tracking_init(&tracking);
  esc_scratch_init(&scratch, &tracking.allocator);
  for (uint64_t seed = 0; seed < 50; ++seed) {
    fill(&scratch, seed, seed % 10 ? 2000 : 200000);
    esc_scratch_reset(&scratch);
    /* One block, however much there was. */
    CHECK(tracking.live_bytes < (1 << 20) + 100);
  }
  esc_scratch_free(&scratch);
  CHECK(tracking.live_bytes == 0 && !tracking.has_bad_size);
}

/* The first piece may be larger than what a first block would be. */
static void pieces_of_any_size_fit(void) {
  for (size_t size = 1; size < 300000; size += size / 3 + 1) {
    tracking_t tracking;
    esc_scratch_t scratch;
    tracking_init(&tracking);
    esc_scratch_init(&scratch, &tracking.allocator);
    for (int i = 0; i < 3; ++i) {
      const esc_allocator_t *allocator = &scratch.allocator;
      char *piece = allocator->resize(allocator->context, NULL, 0, size);
      CHECK(piece && (uintptr_t)piece % 16 == 0);
      if (piece)
        memset(piece, i, size);
      CHECK(tracking.live_bytes >= size);
    }
    esc_scratch_free(&scratch);
    CHECK(tracking.live_bytes == 0);
  }
}

static void returned_pieces_are_used_again(void) {
  tracking_t tracking;
  esc_scratch_t scratch;
  tracking_init(&tracking);
  esc_scratch_init(&scratch, &tracking.allocator);
  for (uint32_t i = 0; i < 100000; ++i) {
    numbers_t numbers = {0};
    CHECK(esc_array_reserve(&scratch.allocator, &numbers, i % 30000));
    esc_array_free(&scratch.allocator, &numbers);
  }
  CHECK(tracking.peak_bytes < 1 << 20);
  esc_scratch_free(&scratch);
  CHECK(tracking.live_bytes == 0 && !tracking.has_bad_size);
}

/* A piece that cannot grow stays as it is. */
static void failures_come_back(void) {
  for (uint64_t k = 1; k < 60; ++k) {
    tracking_t tracking;
    esc_scratch_t scratch;
    tracking_init(&tracking);
    tracking.fail_at = k;
    tracking.fails_once = k % 2;
    esc_scratch_init(&scratch, &tracking.allocator);
    fill(&scratch, k, 400000);
    esc_scratch_free(&scratch);
    CHECK(tracking.live_bytes == 0 && !tracking.has_bad_size);
  }
}

int main(void) {
  pieces_keep_what_they_hold();
  pieces_of_any_size_fit();
  returned_pieces_are_used_again();
  failures_come_back();
  return checks_finish();
}
