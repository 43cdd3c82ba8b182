/* Eight analyses in eight threads give what one gives by itself. Made for
 * ThreadSanitizer, which sees whether they share anything (docs/testing.md). */
#include "analysed.h"
#include "check.h"

#include <pthread.h>

enum { THREADS = 8, ROUNDS = 50 };

typedef struct work {
  pthread_t thread;
  uint64_t expected;
  uint32_t different;
} work_t;

static void *run(void *context) {
  work_t *work = context;
  for (int i = 0; i < ROUNDS; ++i) {
    analysed_t analysed;
    esc_status_t status = analyse(esc_allocator_libc(), analysed_text,
                                  analysed_text_size, &analysed);
    work->different += status != ESC_OK || analysed.digest != work->expected;
  }
  return NULL;
}

int main(void) {
  work_t work[THREADS] = {0};
  analysed_t alone;
  CHECK(analyse(esc_allocator_libc(), analysed_text, analysed_text_size,
                &alone) == ESC_OK);
  CHECK(alone.promoted >= 1);
  for (int i = 0; i < THREADS; ++i) {
    work[i].expected = alone.digest;
    CHECK(pthread_create(&work[i].thread, NULL, run, &work[i]) == 0);
  }
  for (int i = 0; i < THREADS; ++i) {
    CHECK(pthread_join(work[i].thread, NULL) == 0);
    CHECK_UINT(work[i].different, 0);
  }
  return checks_finish();
}
