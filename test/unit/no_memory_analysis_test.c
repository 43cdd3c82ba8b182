/* Every allocation of a whole analysis fails once, alone and with all that
 * follow: the error comes back and nothing leaks. */
#include "analysed.h"
#include "check.h"
#include "tracking_allocator.h"

static void fails_cleanly(bool once, const analysed_t *whole) {
  for (uint64_t k = 1;; ++k) {
    tracking_t tracking;
    analysed_t analysed;
    tracking_init(&tracking);
    tracking.fail_at = k;
    tracking.fails_once = once;
    esc_status_t status = analyse(&tracking.allocator, analysed_text,
                                  analysed_text_size, &analysed);
    CHECK_UINT(tracking.live_bytes, 0);
    CHECK(!tracking.has_bad_size);
    if (tracking.allocations < k) {
      CHECK(status == ESC_OK);
      CHECK(analysed.digest == whole->digest);
      CHECK(k > 200);
      return;
    }
    CHECK(status == ESC_NO_MEMORY);
    if (status != ESC_NO_MEMORY)
      printf("allocation %u%s: status %d\n", (unsigned)k,
             once ? " alone" : " and all after it", (int)status);
  }
}

int main(void) {
  analysed_t whole;
  CHECK(analyse(esc_allocator_libc(), analysed_text, analysed_text_size,
                &whole) == ESC_OK);
  /* What is to fail takes part. */
  CHECK_UINT(whole.verdicts, 5);
  CHECK(whole.promoted >= 1);
  CHECK(whole.steps >= 2);
  CHECK(whole.hops >= 4);
  fails_cleanly(true, &whole);
  fails_cleanly(false, &whole);
  return checks_finish();
}
