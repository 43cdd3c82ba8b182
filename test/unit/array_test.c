/* base/allocator and base/array. */
#include "base/array.h"

#include "check.h"
#include "tracking_allocator.h"

typedef ESC_ARRAY(uint32_t) numbers_t;

static void grows_and_keeps_elements(void) {
  tracking_t tracking;
  tracking_init(&tracking);
  numbers_t numbers = {0};
  for (uint32_t i = 0; i < 10000; ++i)
    CHECK(esc_array_push(&tracking.allocator, &numbers, i * 3));
  CHECK_UINT(numbers.count, 10000);
  CHECK(numbers.capacity >= numbers.count);
  bool same = true;
  for (uint32_t i = 0; i < 10000; ++i)
    same &= numbers.data[i] == i * 3;
  CHECK(same);
  esc_array_free(&tracking.allocator, &numbers);
  CHECK(numbers.data == NULL && numbers.count == 0 && numbers.capacity == 0);
  CHECK_UINT(tracking.live_bytes, 0);
  CHECK(!tracking.has_bad_size);
  CHECK(tracking.allocations < 40); /* grows by a factor */
}

static void reserve_is_no_push(void) {
  tracking_t tracking;
  tracking_init(&tracking);
  numbers_t numbers = {0};
  CHECK(esc_array_reserve(&tracking.allocator, &numbers, 0));
  CHECK(numbers.data == NULL);
  CHECK(esc_array_reserve(&tracking.allocator, &numbers, 1000));
  CHECK(numbers.count == 0 && numbers.capacity >= 1000);
  uint64_t before = tracking.allocations;
  for (uint32_t i = 0; i < 1000; ++i)
    CHECK(esc_array_push(&tracking.allocator, &numbers, i));
  CHECK_UINT(tracking.allocations, before);
  esc_array_free(&tracking.allocator, &numbers);
}

static void failure_leaves_the_array(void) {
  tracking_t tracking;
  tracking_init(&tracking);
  numbers_t numbers = {0};
  CHECK(esc_array_push(&tracking.allocator, &numbers, 7u));
  tracking.fail_at = tracking.allocations + 1;
  while (numbers.count < numbers.capacity)
    CHECK(esc_array_push(&tracking.allocator, &numbers, 8u));
  uint32_t count = numbers.count;
  CHECK(!esc_array_push(&tracking.allocator, &numbers, 9u));
  CHECK(numbers.count == count && numbers.data[0] == 7);
  esc_array_free(&tracking.allocator, &numbers);
  CHECK_UINT(tracking.live_bytes, 0);
}

static void counts_do_not_wrap(void) {
  tracking_t tracking;
  tracking_init(&tracking);
  numbers_t numbers = {0};
  CHECK(esc_array_push(&tracking.allocator, &numbers, 1u));
  CHECK(!esc_array_reserve(&tracking.allocator, &numbers, UINT32_MAX));
  void *data = NULL;
  uint32_t capacity = 0;
  CHECK(!esc_array_grow(&tracking.allocator, &data, 0, &capacity, UINT32_MAX,
                        SIZE_MAX / 4));
  CHECK(data == NULL && capacity == 0);
  esc_array_free(&tracking.allocator, &numbers);
}

static void libc_allocates(void) {
  const esc_allocator_t *libc = esc_allocator_libc();
  unsigned char *block = libc->resize(libc->context, NULL, 0, 16);
  CHECK(block != NULL);
  memset(block, 0x5a, 16);
  block = libc->resize(libc->context, block, 16, 4096);
  CHECK(block != NULL && block[15] == 0x5a);
  CHECK(libc->resize(libc->context, block, 4096, 0) == NULL);
  CHECK(libc->resize(libc->context, NULL, 0, 0) == NULL);
}

int main(void) {
  grows_and_keeps_elements();
  reserve_is_no_push();
  failure_leaves_the_array();
  counts_do_not_wrap();
  libc_allocates();
  return checks_finish();
}
