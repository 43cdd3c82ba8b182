// FLAGS: -pthread
// EXPECT: promoted=0
// Trap 42. A thread's argument escapes, also where the thread is joined.
#include "check.h"
#include <pthread.h>

struct work { long in, out; pthread_mutex_t *gate; };
static struct work *started;

static void *body(void *arg) {
  struct work *w = arg;
  pthread_mutex_lock(w->gate);
  pthread_mutex_unlock(w->gate);
  w->out = w->in * 2;
  return w;
}

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

/* Returns while the thread still waits at the gate. */
NOINLINE static pthread_t start(long x) {
  struct work *w = malloc(sizeof *w);
  if (!w) abort();
  w->in = x; w->out = 0; w->gate = &gate;
  pthread_t t;
  if (pthread_create(&t, NULL, body, w)) abort();
  return t;
}

NOINLINE static long joined(long x) {
  struct work *w = malloc(sizeof *w);
  if (!w) abort();
  w->in = x; w->out = 0; w->gate = &gate;
  pthread_t t;
  if (pthread_create(&t, NULL, body, w)) abort();
  pthread_join(t, NULL);
  long r = w->out;
  free(w);
  return r;
}

int main(void) {
  pthread_mutex_lock(&gate);
  pthread_t t = start(21);
  dirty_stack();
  pthread_mutex_unlock(&gate);
  void *result;
  pthread_join(t, &result);
  started = result;
  CHECK(started->out == 42);
  free(started);
  for (long i = 0; i < 5; i++) CHECK(joined(i) == 2 * i);
  return done();
}
